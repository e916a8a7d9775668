import { stat, statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { projectRoot } from '../config/project-root.js';
import { Settings } from '../config/settings.js';
import { processLog } from '../telemetry/log-destination.js';
import { metricName } from '../telemetry/metric-name.js';
import { judgeRoom, type Room } from './disk-room.js';
import { StatusBoard, type Seen } from './status-board.js';

/** Watches the room of the folders that this process and its servers write to, ahead of time. */
@Injectable()
export class DiskProbe implements OnModuleInit {
  private readonly free = new Gauge({
    name: metricName('leitstand_disk_free_bytes'),
    help: 'Room left on the file system of a folder',
    labelNames: ['folder'],
  });
  private readonly size = new Gauge({
    name: metricName('leitstand_disk_size_bytes'),
    help: 'Size of the file system of a folder',
    labelNames: ['folder'],
  });
  private readonly least = new Gauge({
    name: metricName('leitstand_disk_low_bytes'),
    help: 'Below this much room the status is degraded (LEITSTAND_DISK_MIN_FREE_MB)',
  });
  private readonly leastBytes: number;
  private readonly folders: readonly (readonly [name: string, path: string])[];

  constructor(
    private readonly board: StatusBoard,
    settings: Settings,
  ) {
    this.leastBytes = settings.get('DISK_MIN_FREE_MB') * 1e6;
    this.least.set(this.leastBytes);
    const given = settings.get('DISK_FOLDERS');
    this.folders = Object.entries({ rules: settings.get('RULES_DIR'), ...given }).map(
      ([name, path]) => [name, resolve(projectRoot(), path)],
    );
  }

  onModuleInit(): void {
    this.board.register('disk', () => this.look());
  }

  private async look(): Promise<Seen> {
    const rooms = await Promise.all(this.folders.map(([name, path]) => roomOf(name, path)));
    for (const { name, freeBytes, sizeBytes } of rooms) {
      this.free.set({ folder: name }, freeBytes);
      this.size.set({ folder: name }, sizeBytes);
    }
    return judgeRoom(rooms, this.leastBytes, processLog.trouble);
  }
}

/** A folder that is not there yet has the room of the one above it. */
async function roomOf(name: string, path: string): Promise<Room> {
  try {
    const [{ dev }, { bavail, blocks, bsize }] = await Promise.all([stat(path), statfs(path)]);
    return { name, device: dev, freeBytes: bavail * bsize, sizeBytes: blocks * bsize };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || dirname(path) === path) throw error;
    return roomOf(name, dirname(path));
  }
}
