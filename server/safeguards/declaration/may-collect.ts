import type { Category, CategoryKind, ChannelKey, CollectionRule, Declaration } from './declaration.ts';

/** What a channel may do with a category: undefined when the declaration does not let it collect that at all. */
export function mayCollect(
  declaration: Declaration,
  channel: ChannelKey,
  category: string,
): CollectionRule | undefined {
  return declaration.channels[channel]?.collects.find((rule) => rule.category === category);
}

/** The first declared category of a kind that the channel, if one is named, may collect. */
export function categoryOfKind(
  declaration: Declaration,
  kind: CategoryKind,
  channel?: ChannelKey,
): { readonly key: string; readonly category: Category } | undefined {
  for (const [key, category] of Object.entries(declaration.categories)) {
    if (category.kind !== kind) continue;
    if (channel === undefined || mayCollect(declaration, channel, key)) return { key, category };
  }
  return undefined;
}

/** Whether the category is declared; what is not cannot be stored. Names that every object has are no categories. */
export function isDeclaredCategory(declaration: Declaration, category: string): boolean {
  return Object.hasOwn(declaration.categories, category);
}
