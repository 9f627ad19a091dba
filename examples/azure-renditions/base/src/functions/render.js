const { app } = require("@azure/functions");

app.serviceBusQueue("render", {
  connection: "RenditionBus",
  queueName: "renditions",
  handler: async (message, context) => {
    context.log("rendering", message.id);
  },
});
