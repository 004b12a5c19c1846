import type { Register } from '../../../contract/console/system.ts';
import { useWords } from '../../words/use-words.ts';
import { Known } from './known.tsx';

interface ChannelsProps {
  readonly register: Register;
  readonly categoryName: (category: string) => string;
}

/** What each channel may collect, and when: a column a channel. */
export function Channels({ register, categoryName }: ChannelsProps) {
  const { t, own } = useWords();
  const categories = register.categories.filter((each) =>
    register.channels.some((channel) => channel.collects.some((rule) => rule.category === each.category)),
  );
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={t('register.channels')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('register.category')}</th>
            {register.channels.map((channel) => (
              <th scope="col" key={channel.channel}>
                {own(channel.name, channel.channel)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {categories.map((each) => (
            <tr key={each.category}>
              <th scope="row">{categoryName(each.category)}</th>
              {register.channels.map((channel) => {
                const rule = channel.collects.find((one) => one.category === each.category);
                return (
                  <td key={channel.channel} className={rule ? '' : 'quiet'}>
                    {rule ? <Known prefix="when" code={rule.when} /> : t('register.never')}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
