const { app } = require("@azure/functions");

app.serviceBusQueue("publish", {
  connection: "PublishBus",
  queueName: "renditions",
  handler: async (message, context) => {
    context.log("publishing", message.id);
  },
});
