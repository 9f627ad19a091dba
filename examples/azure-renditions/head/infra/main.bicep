param location string = resourceGroup().location

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: 'plan-renditions'
  location: location
  sku: {
    name: 'Y1'
    tier: 'Dynamic'
  }
}

resource bus 'Microsoft.ServiceBus/namespaces@2022-10-01-preview' = {
  name: 'sb-renditions'
  location: location
  sku: {
    name: 'Standard'
  }
}

resource renditions 'Microsoft.ServiceBus/namespaces/queues@2022-10-01-preview' = {
  parent: bus
  name: 'renditions'
  properties: {
    lockDuration: 'PT5M'
    maxDeliveryCount: 10
  }
}

resource app 'Microsoft.Web/sites@2023-12-01' = {
  name: 'func-renditions'
  location: location
  kind: 'functionapp'
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    siteConfig: {
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      appSettings: [
        { name: 'FUNCTIONS_EXTENSION_VERSION', value: '~4' }
        { name: 'FUNCTIONS_WORKER_RUNTIME', value: 'node' }
        { name: 'AzureWebJobsStorage__accountName', value: 'strenditions' }
        { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: 'InstrumentationKey=00000000-0000-0000-0000-000000000000' }
        { name: 'RenditionBus__fullyQualifiedNamespace', value: 'sb-renditions.servicebus.windows.net' }
      ]
    }
  }
}
