import { cardHead, sizeCategories } from './card.ts';
import type { Column, ColumnType } from './columns.ts';
import { fileNameOf } from './data-files.ts';
import type { DataSet } from './data-set.ts';

/** Marks a folder as one that this program wrote, and may write again. */
export const EXPORT_TAG = 'ensemble-debates-export';

type Feature = Readonly<Record<string, unknown>>;

const string = (name: string): Feature => ({ name, dtype: 'string' });
const strings = (name: string): Feature => ({ name, list: 'string' });

/** How a type is written in a data set's card. */
function featureOf({ name, type }: Column): Feature {
  const special: Partial<Record<ColumnType, Feature>> = {
    strings: strings(name),
    messages: { name, list: [string('role'), string('content')] },
    writer: {
      name,
      struct: [
        string('arm'),
        string('ensemble'),
        strings('models'),
        strings('personas'),
        string('model'),
        string('persona'),
      ],
    },
  };
  return special[type] ?? { name, dtype: type };
}

/**
 * The head of a data set's card, as the Hub and `datasets` read it: a configuration for each file, and the types of its columns, so that one in
 * which all is empty has its type too.
 */
export function frontMatter({
  files,
  simulated,
  typedWords,
}: Pick<DataSet, 'files' | 'simulated' | 'typedWords'>): string {
  const most = Math.max(...files.map(({ rows }) => rows));
  const card = {
    pretty_name: `Ensemble Debates: which answers were preferred${simulated ? ' (simulated votes)' : ''}`,
    // The scenarios are in English; people type what they like.
    ...(typedWords ? {} : { language: ['en'] }),
    license: 'unknown',
    annotations_creators: [simulated ? 'machine-generated' : 'crowdsourced'],
    language_creators: ['machine-generated'],
    source_datasets: ['original'],
    size_categories: sizeCategories(most),
    tags: [EXPORT_TAG, 'preference', 'dpo', 'kto', 'reward-modelling', ...(simulated ? ['simulated'] : [])],
    configs: files.map(({ name }, place) => ({
      config_name: name,
      ...(place === 0 ? { default: true } : {}),
      data_files: fileNameOf(name),
    })),
    dataset_info: files.map(({ name, columns }) => ({ config_name: name, features: columns.map(featureOf) })),
  };
  return cardHead(card);
}
