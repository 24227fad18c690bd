/** A copy of the map with one entry set. */
export function withEntry<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key, value: Value): ReadonlyMap<Key, Value> {
  return new Map(map).set(key, value);
}

/** The map without this key; the same map where it had none. */
export function withoutEntry<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): ReadonlyMap<Key, Value> {
  if (!map.has(key)) return map;
  const copy = new Map(map);
  copy.delete(key);
  return copy;
}

/** The set with or without this item; the same set where nothing changes. */
export function withItem<Item>(set: ReadonlySet<Item>, item: Item, present: boolean): ReadonlySet<Item> {
  if (set.has(item) === present) return set;
  const copy = new Set(set);
  if (present) copy.add(item);
  else copy.delete(item);
  return copy;
}
