import type {
  Category,
  CategoryKind,
  ChannelKey,
  CollectionRule,
  Declaration,
  SourceKind,
} from './declaration.ts';
import { onlyHeldFor } from './held-for.ts';

/** What a channel may do with a category: undefined when the declaration does not let it collect that at all. */
export function mayCollect(
  declaration: Declaration,
  channel: ChannelKey,
  category: string,
): CollectionRule | undefined {
  return declaration.channels[channel]?.collects.find((rule) => rule.category === category);
}

/** What a value that the channel collects is stored for; `asked`: also what it is asked for. */
export function collectedFor(
  declaration: Declaration,
  { category, purposes, askedFor = [] }: CollectionRule,
  { asked }: { readonly asked: boolean },
): string[] {
  return onlyHeldFor(declaration, category, asked ? [...purposes, ...askedFor] : purposes);
}

/** Whether a declared source of this kind may bring the category. Nothing else that comes from there is stored. */
export function mayBring({ sources = {} }: Declaration, kind: SourceKind, category: string): boolean {
  return Object.values(sources).some(
    (source) => source.kind === kind && source.categories.includes(category),
  );
}

/** Whether what old mail brings of a category is stored: the source may bring it, and e-mail collects it by itself. */
export function mayImport(declaration: Declaration, category: string): boolean {
  return (
    mayBring(declaration, 'old-mail', category) &&
    mayCollect(declaration, 'email', category)?.when === 'automatic'
  );
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
