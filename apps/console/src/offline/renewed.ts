/** As `PushSubscription.toJSON()` has it. */
interface SubscriptionJson {
  readonly endpoint?: string | undefined;
  readonly keys?: Readonly<Record<string, string>> | undefined;
}
interface Subscribed {
  readonly endpoint: string;
  toJSON(): SubscriptionJson;
}

/** What a browser says when its push service gave it another address; browsers leave out either. */
export interface SubscriptionChange {
  readonly oldSubscription?: Subscribed | null;
  readonly newSubscription?: Subscribed | null;
}

/** What it takes to go on being pushed to. */
export interface Renewal {
  /** the endpoint that was subscribed last in this browser; null where nobody remembers */
  remembered(): Promise<string | null>;
  remember(endpoint: string): Promise<void>;
  subscribe(): Promise<Subscribed>;
  /** @returns whether the server took it */
  tell(body: object): Promise<boolean>;
  /** this browser has to be allowed again: its owner is told so where their ways are */
  lose(): Promise<void>;
}

/** Goes on being pushed to under another address, or says that this browser is not any more. It never fails: nobody is there to be told. */
export async function renew(change: SubscriptionChange, does: Renewal): Promise<void> {
  try {
    const old = change.oldSubscription?.endpoint ?? (await does.remembered());
    const made = change.newSubscription ?? (await does.subscribe());
    const { endpoint, keys } = made.toJSON();
    if (!old || !endpoint) return await does.lose();
    if (!(await does.tell({ old, endpoint, keys }))) return await does.lose();
    await does.remember(endpoint);
  } catch {
    await does.lose().catch(() => undefined);
  }
}
