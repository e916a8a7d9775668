import { Injectable } from '@nestjs/common';
import { Troubles } from '../../platform/background/troubles.js';
import { RULES_FOLDER } from '../domain/rule-files.js';
import { RulesFolder } from '../gateways/rules-folder.gateway.js';

/** Sees whether the worker can write the rules folder, and says so where the API can read it: it may not have the folder itself. */
@Injectable()
export class InspectRulesFolder {
  private trouble: string | null = null;

  constructor(
    private readonly folder: RulesFolder,
    private readonly troubles: Troubles,
  ) {}

  /** @returns whether the folder has to be compared now: it was gone, or can be written again */
  async execute(): Promise<boolean> {
    const { trouble, made } = await this.folder.inspect();
    const mended = this.trouble !== null && trouble === null;
    if (trouble !== null || mended) await this.troubles.say(RULES_FOLDER, trouble);
    this.trouble = trouble;
    return made || mended;
  }
}
