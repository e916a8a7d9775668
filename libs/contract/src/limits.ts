/** Bytes of YAML that one `POST /catalog/apply` takes. */
export const MAX_APPLY_BYTES = 4 * 1024 * 1024;
