import { cardHead, sizeCategories } from '../../export/card.ts';
import type { Manifest } from '../data/manifest.ts';
import type { Column, Shape } from './columns.ts';
import { type Table, tablesIn } from './study-tables.ts';

type Feature = Readonly<Record<string, unknown>>;

/**
 * The head of the datasheet, as the Hub and `datasets` read it: a configuration for each table that has rows (an empty one cannot be loaded), and
 * the types of its columns, so that one in which all is empty has its type too.
 */
export function studyCard({ head, files }: Pick<Manifest, 'head' | 'files'>): string {
  const tables = tablesIn(files).filter(({ rows }) => rows > 0);
  return cardHead({
    pretty_name: head.plan.title,
    language: ['en'],
    license: 'unknown',
    annotations_creators: ['machine-generated'],
    language_creators: ['machine-generated'],
    source_datasets: ['original'],
    size_categories: sizeCategories(Math.max(...tables.map(({ rows }) => rows))),
    tags: ['ensemble-debates-study', 'debate', 'llm-as-a-judge', 'multi-agent'],
    configs: tables.map(({ name, file }, place) => ({
      config_name: name,
      ...(place === 0 ? { default: true } : {}),
      data_files: file,
    })),
    dataset_info: tables.map(({ name, columns }: Table) => ({ config_name: name, features: columns.map(featureOf) })),
  });
}

/** How a column is written in a card. */
function featureOf({ name, shape }: Column): Feature {
  if (shape.kind === 'value') return { name, dtype: shape.dtype };
  return shape.kind === 'list' ? { name, list: innerOf(shape.of) } : { name, struct: shape.columns.map(featureOf) };
}

function innerOf(shape: Shape): unknown {
  if (shape.kind === 'value') return shape.dtype;
  return shape.kind === 'list' ? { list: innerOf(shape.of) } : shape.columns.map(featureOf);
}
