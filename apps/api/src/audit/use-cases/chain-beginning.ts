import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AnchorStore } from '../gateways/anchor-store.js';

/**
 * Remembers that a chain once began: an empty one is new only where nothing was ever anchored. In the database nobody could
 * remember it, since whoever empties the trail empties that, too.
 */
@Injectable()
export class ChainBeginning implements OnModuleInit {
  private began = false;

  constructor(private readonly anchors: AnchorStore) {}

  async onModuleInit(): Promise<void> {
    if ((await this.anchors.lines()).length > 0) this.began = true;
  }

  get hasBegun(): boolean {
    return this.began;
  }

  /** A link was seen. */
  note(): void {
    this.began = true;
  }
}
