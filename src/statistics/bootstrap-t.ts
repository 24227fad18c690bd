import type { Random } from '../core/random.ts';
import { resample } from './bootstrap.ts';
import { LEAST_CLUSTERS, TOO_FEW_CLUSTERS } from './clustered.ts';
import { pointAt, type Undefined } from './estimate.ts';
import { type Fit, type Tested, untested } from './fit.ts';

/** With one more, 2.5% of it are a whole number (Davison and Hinkley 1997, "Bootstrap methods and their application", section 2.4). */
const RESAMPLES = 1999;
const BEYOND = 0.025 * (RESAMPLES + 1);

/**
 * The 95% interval and p of the bootstrap-t (Efron and Tibshirani 1993, "An introduction to the bootstrap", section 12.5) over whole clusters: how
 * many standard errors a resample's value lies off the value, each by its own error, takes the place of Student's t. A resample without an error
 * (it drew clusters that are all alike) counts on either side as further off than any other.
 * @param value that of all clusters: it stands also where the fit has no error
 * @param fitTo is asked of any list of clusters, some of them more than once in it
 * @param random the same source gives the same interval
 * @returns n is the number of clusters; no interval where the fit has no error, for fewer than LEAST_CLUSTERS, and where so many resamples have
 * none that a limit would be infinite
 */
export function bootstrapT<Cluster>(options: {
  clusters: readonly Cluster[];
  value: number;
  fitTo: (clusters: readonly Cluster[]) => Fit | Undefined;
  random: Random;
}): Tested {
  const { clusters, value, fitTo, random } = options;
  const n = clusters.length;
  if (n < LEAST_CLUSTERS) return untested(value, TOO_FEW_CLUSTERS, n);
  const whole = fitTo(clusters);
  if ('reason' in whole) return untested(value, whole.reason, n);
  const { error } = whole;
  const offs = Array.from({ length: RESAMPLES }, () => fitTo(resample(clusters, random)))
    .flatMap((fitted) => ('reason' in fitted ? [] : [(fitted.value - value) / fitted.error]))
    .sort((a, b) => a - b);
  const lost = RESAMPLES - offs.length;
  const [least, most] = [offs[BEYOND - 1 - lost], offs[RESAMPLES - BEYOND]];
  if (least === undefined || most === undefined) return untested(value, 'too many of its resamples do not vary', n);
  const t = value / error;
  const beyond = Math.min(offs.filter((off) => off >= t).length, offs.filter((off) => off <= t).length);
  return {
    estimate: { status: 'estimated', value, low: value - most * error, high: value - least * error, n },
    p: pointAt(Math.min(1, (2 * (1 + lost + beyond)) / (RESAMPLES + 1))),
  };
}
