import { Injectable } from '@nestjs/common';
import { WebPushChannel } from '../channels/webpush/webpush.channel.js';

/** With which key browsers subscribe to what is pushed to them. */
@Injectable()
export class ReadPushKey {
  constructor(private readonly channel: WebPushChannel) {}

  /** @returns P-256, uncompressed, base64url */
  execute(): string {
    return this.channel.publicKey;
  }
}
