import { z } from 'zod';

/** What deleting a thing would change besides. */
export const deletionSchema = z
  .object({
    changes: z
      .array(
        z
          .object({
            action: z.string().meta({ description: 'As the audit trail would say' }),
            kind: z.string(),
            slug: z.string(),
            name: z.string().nullable(),
          })
          .meta({ id: 'DeletionChange' }),
      )
      .meta({ description: 'Other things, each with what would become of it' }),
  })
  .meta({ id: 'Deletion' });
