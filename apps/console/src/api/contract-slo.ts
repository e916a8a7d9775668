/** SLO nouns of the public API; shapes come from the generated schema. */
import type { components } from '#contract/api';

type Schemas = components['schemas'];

export type Window = Schemas['SloWindow'];
/** One number, computed once: shares are 0..1, counts are events, `asOf` is the end of the newest closed ledger minute. */
export type Reading = Schemas['Reading'];
export type SloRow = Schemas['SloRow'];
/** `target` is percent as an exact decimal, '99.9'. */
export type Objective = SloRow['objective'];
export type SloList = Schemas['SloList'];
export type SloDetail = Schemas['SloDetail'];
export type BurnDown = Schemas['BurnDown'];
export type BurnDownPoint = BurnDown['points'][number];
export type BurnRates = Schemas['BurnRates'];
export type BurnPair = BurnRates['pairs'][number];
export type DetectionEnvelope = Schemas['DetectionEnvelope'];
export type Detection = Schemas['Detection'];
export type SloVersion = Schemas['SloHistory']['items'][number];
export type SloDocument = Schemas['SloDocument'];
export type SeriesCheck = Schemas['SeriesCheck'];
export type SeriesWarning = Schemas['SeriesWarning'];
export type SloIndicator = SloDocument['spec']['indicator'];
