import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import { Listener } from '../../platform/db/listener.js';
import { PrincipalCache } from '../db/principal-cache.js';

/** Woken by triggers of migration 0007 on everything that decides who is let in with which rights. */
const CHANNEL = 'leitstand_access';

/** Hears of every change of access the moment it is committed, by whichever process or hand, and makes this process forget what it knew. */
@Injectable()
export class WatchAccess implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly listener: Listener;
  private readonly listening: (() => void)[] = [];

  constructor(settings: Settings, cache: PrincipalCache) {
    const heard = () => {
      cache.trust(true);
      for (const listener of this.listening) listener();
    };
    this.listener = new Listener(settings.directUrl, CHANNEL, heard, () => cache.trust(false));
  }

  /** Calls `heard` after every change, and after some time during which changes could go unheard. */
  execute(heard: () => void): void {
    this.listening.push(heard);
  }

  onApplicationBootstrap(): void {
    void this.listener.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.listener.close();
  }
}
