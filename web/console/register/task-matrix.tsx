import { IconCheck } from '@tabler/icons-react';
import type { Register } from '../../../contract/console/system.ts';
import { useWords } from '../../words/use-words.ts';
import { Known } from './known.tsx';

/** Which task may see which category; below, what each task may do. */
export function TaskMatrix({ register }: { readonly register: Register }) {
  const { t, own } = useWords();
  const seen = register.categories.filter((each) =>
    register.tasks.some((task) => task.categories.includes(each.category)),
  );
  return (
    <>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={t('register.tasks')}>
        <table className="table matrix">
          <thead>
            <tr>
              <th scope="col">{t('register.sees')}</th>
              {register.tasks.map((task) => (
                <th scope="col" key={task.task}>
                  {own(task.name, task.task)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {seen.map((each) => (
              <tr key={each.category}>
                <th scope="row">{own(each.name, each.category)}</th>
                {register.tasks.map((task) => (
                  <td key={task.task}>
                    {task.categories.includes(each.category) ? (
                      <IconCheck size={16} aria-label={t('register.yes')} />
                    ) : (
                      <span className="visually-hidden">{t('register.no')}</span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <dl className="facts task-acts">
        {register.tasks.map((task) => (
          <div className="facts-row" key={task.task}>
            <dt>{own(task.name, task.task)}</dt>
            <dd>
              {task.acts.map((act, index) => (
                <span key={act}>
                  {index > 0 && ' · '}
                  <Known prefix="act-name" code={act} />
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
