import 'reflect-metadata';
import { Test } from '@nestjs/testing';
import { Settings } from '../../apps/api/src/platform/config/settings.js';
import { RuleTexts } from '../../apps/api/src/slos/documents/rule-texts.js';
import { WorkerModule } from '../../apps/api/src/worker.module.js';
import { poisonedRuleTexts } from './poisoned-rules.js';

// A worker in a process of its own, as it runs for users but for what it compiles.
const worker = await Test.createTestingModule({ imports: [WorkerModule] })
  .overrideProvider(RuleTexts)
  .useFactory({ inject: [Settings], factory: poisonedRuleTexts })
  .compile();
await worker.init();
process.stdout.write('ready\n');
