import { plainHost } from '../../../base/host-name.ts';
import { dataOfWay } from '../data-of-way.ts';
import { type Way, ways } from '../declaration.ts';
import { eeaCountries } from '../eea.ts';
import type { Finding } from './finding.ts';
import { entries, items, loose, texts } from './loose.ts';
import type { Loose } from './loose.ts';
import { connectionProblems } from './problem-words-of-connections.ts';

type Path = readonly (string | number)[];

/** Where the software may connect to: each way and host once, at somebody who is declared for what goes there. */
export function checkConnections(declaration: Loose): Finding[] {
  const seen = new Set<string>();
  const processors = entries(declaration['processors']).flatMap(([key, processor]) =>
    items(processor['connections']).flatMap(([index, connection]): Finding[] => {
      const path = ['processors', key, 'connections', index];
      return [
        ...checkHosts(connection, path, seen),
        ...checkData(declaration, processor, connection['way'], [...path, 'way']),
      ];
    }),
  );
  const systems = entries(loose(declaration['controller'])['systems']).flatMap(([key, system]) => {
    const path = ['controller', 'systems', key];
    return [
      ...texts(system['countries'])
        .filter(([, country]) => /^[A-Z]{2}$/.test(country) && !eeaCountries.has(country))
        .map(([index]): Finding => ({
          path: [...path, 'countries', index],
          ...connectionProblems.systemOutside(),
        })),
      ...items(system['connections']).flatMap(([index, connection]) =>
        checkHosts(connection, [...path, 'connections', index], seen),
      ),
    ];
  });
  const recipients = entries(declaration['recipients']).flatMap(([key, recipient]) =>
    items(recipient['connections']).flatMap(([index, connection]): Finding[] => {
      const path = ['recipients', key, 'connections', index];
      return [
        ...checkHosts(connection, path, seen),
        ...(connection['way'] === 'web-hook' || !isWay(connection['way'])
          ? []
          : [{ path: [...path, 'way'], ...connectionProblems.onlyWebHooks() }]),
      ];
    }),
  );
  return [...systems, ...processors, ...recipients];
}

function isWay(way: unknown): way is Way {
  return (ways as readonly unknown[]).includes(way);
}

/** Two who both claim a machine would leave open who gets what goes there. */
function checkHosts(connection: Loose, path: Path, seen: Set<string>): Finding[] {
  return texts(connection['hosts']).flatMap(([index, host]): Finding[] => {
    const each = `${String(connection['way'])} ${plainHost(host)}`;
    if (seen.has(each)) return [{ path: [...path, 'hosts', index], ...connectionProblems.twice() }];
    seen.add(each);
    return [];
  });
}

function checkData(declaration: Loose, processor: Loose, way: unknown, path: Path): Finding[] {
  if (!isWay(way)) return [];
  const categories = loose(declaration['categories']);
  const channels = loose(declaration['channels']);
  const needed = dataOfWay(way, {
    kinds: new Map(entries(categories).map(([key, { kind }]) => [key, kind])),
    collectedBy: (channel) =>
      items(loose(channels[channel])['collects']).map(([, rule]) => String(rule['category'])),
  });
  const declared = texts(processor['categories']).map(([, category]) => category);
  const missing = needed.filter((category) => !declared.includes(category));
  if (missing.length > 0) return [{ path, ...connectionProblems.dataMissing(missing) }];
  if (way !== 'mail-out' || needed.length === 0) return [];
  const purposesOf = (category: string) =>
    texts(loose(categories[category])['purposes']).map(([, key]) => key);
  const common = purposesOf(needed[0]!).filter((purpose) =>
    needed.every((category) => purposesOf(category).includes(purpose)),
  );
  const served = texts(processor['purposes']).map(([, purpose]) => purpose);
  return common.some((purpose) => served.includes(purpose))
    ? []
    : [{ path, ...connectionProblems.noPurposeForAll(common) }];
}
