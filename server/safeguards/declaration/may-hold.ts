import type { Act, Declaration, Task } from './declaration.ts';
import { heldFor } from './held-for.ts';

/** The keys of the tasks that hold an act, in the order of the file. Empty: nobody can do it. */
export function tasksHolding(declaration: Declaration, act: Act): string[] {
  return Object.entries(declaration.tasks)
    .filter(([, task]) => task.acts.includes(act))
    .map(([key]) => key);
}

/** The task as declared, or undefined; safe for any text from outside. */
export function findTask(declaration: Declaration, task: string): Task | undefined {
  return Object.hasOwn(declaration.tasks, task) ? declaration.tasks[task] : undefined;
}

/**
 * Whether a task lets its holder do the act, in the queue where one is at stake, with these categories.
 * Writing (`collect-field`) and matching an identity code need no sight of what is stored: there the
 * categories of `collects` count too. An undeclared task, queue or category is never allowed.
 */
export function mayHold(
  declaration: Declaration,
  task: string,
  act: Act,
  at: { readonly queue?: string; readonly categories?: readonly string[] } = {},
): boolean {
  const declared = findTask(declaration, task);
  if (!declared?.acts.includes(act)) return false;
  if (at.queue !== undefined && !declared.queues.includes(at.queue)) return false;
  const unseen = act === 'collect-field' || act === 'match-identity-code';
  const allowed = unseen ? [...declared.categories, ...(declared.collects ?? [])] : declared.categories;
  return (at.categories ?? []).every((category) => allowed.includes(category));
}

/** The purposes a task may open these categories for: those of the task that any of them is held for; all of the task's for none. */
export function purposesFor(
  declaration: Declaration,
  task: Task,
  categories: readonly string[],
): readonly string[] {
  const held = new Set(categories.flatMap((category) => heldFor(declaration, category)));
  return categories.length === 0 ? task.purposes : task.purposes.filter((purpose) => held.has(purpose));
}

/** Whether a category is held for anything that the task is for; a task that is for nothing is not asked. */
export function servesTask(declaration: Declaration, task: Task, category: string): boolean {
  if (task.purposes.length === 0) return true;
  return heldFor(declaration, category).some((purpose) => task.purposes.includes(purpose));
}
