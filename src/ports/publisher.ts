import type { Review } from "../findings/review.ts";

/** Where a review goes. Publishing the same review twice leaves one. */
export interface Publisher {
  publish(review: Review): Promise<void>;
}
