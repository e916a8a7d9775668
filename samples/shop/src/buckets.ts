/**
 * Upper bounds of the duration histograms, in seconds. The objectives need 0.2, 0.3, 0.45 and 2 to be among them;
 * OpenTelemetry's defaults have none of these.
 */
export const BUCKETS_SECONDS = [
  0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.45, 0.6, 1, 2, 5, 10,
];
