resource "google_pubsub_topic" "receipts_lost" {
  name = "receipts-lost"
}

resource "google_cloudfunctions2_function" "reader" {
  name     = "receipt-reader"
  location = "europe-west1"

  build_config {
    runtime     = "nodejs24"
    entry_point = "readReceipt"
  }

  service_config {
    available_memory      = "512Mi"
    timeout_seconds       = 120
    max_instance_count    = 20
    ingress_settings      = "ALLOW_INTERNAL_ONLY"
    service_account_email = google_service_account.receipts.email
  }

  event_trigger {
    event_type            = "google.cloud.pubsub.topic.v1.messagePublished"
    pubsub_topic          = google_pubsub_topic.receipts.id
    service_account_email = google_service_account.receipts.email
    retry_policy          = "RETRY_POLICY_DO_NOT_RETRY"
  }
}
