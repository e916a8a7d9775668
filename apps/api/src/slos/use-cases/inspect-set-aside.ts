import { Injectable } from '@nestjs/common';
import { Troubles } from '../../platform/background/troubles.js';
import { RULES_SET_ASIDE, setAsideTrouble } from '../domain/set-aside.js';
import { SetAsideFolder } from '../gateways/set-aside.gateway.js';

/** Sees which rule files of others were set aside, and says so where the API can read it. */
@Injectable()
export class InspectSetAside {
  /** undefined: this process said nothing yet, and what one before it said may not be so any more */
  private said: string | null | undefined;

  constructor(
    private readonly folder: SetAsideFolder,
    private readonly troubles: Troubles,
  ) {}

  /** @returns how many lie there */
  async execute(): Promise<number> {
    const files = await this.folder.files();
    const trouble = setAsideTrouble(files);
    if (trouble !== null) await this.troubles.say(RULES_SET_ASIDE, trouble);
    else if (this.said !== null) await this.troubles.over(RULES_SET_ASIDE);
    this.said = trouble;
    return files.length;
  }
}
