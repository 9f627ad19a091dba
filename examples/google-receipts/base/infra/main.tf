resource "google_service_account" "receipts" {
  account_id = "receipts"
}

resource "google_pubsub_topic" "receipts" {
  name = "receipts"
}
