import { z } from 'zod';

export const pushKeySchema = z
  .object({ key: z.string().meta({ description: 'P-256, uncompressed, base64url (RFC 8292)' }) })
  .meta({ id: 'PushKey' });

export const receiptBody = z.strictObject({ token: z.string().max(200) });
export type ReceiptBody = z.output<typeof receiptBody>;
