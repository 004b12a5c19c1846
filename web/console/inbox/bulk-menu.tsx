import { Button, Menu } from '@mantine/core';
import type { IconProps } from '@tabler/icons-react';
import { type ComponentType, Fragment } from 'react';
import '../contact/work.css';

interface Item {
  readonly key: string;
  readonly label: string;
  /** Of a tag: the colour of its dot. */
  readonly tone?: string;
  readonly run: () => void;
}

interface BulkMenuProps {
  readonly name: string;
  readonly icon: ComponentType<IconProps>;
  readonly busy: boolean;
  readonly opened: boolean;
  readonly onOpened: (opened: boolean) => void;
  readonly groups: readonly { readonly label?: string; readonly items: readonly Item[] }[];
}

/** One act of the bar that has several ways. */
export function BulkMenu({ name, icon: Icon, busy, opened, onOpened, groups }: BulkMenuProps) {
  return (
    <Menu
      withInitialFocusPlaceholder={false}
      opened={opened}
      onChange={onOpened}
      position="bottom-start"
      shadow="md"
      width={240}
    >
      <Menu.Target>
        <Button size="compact-sm" variant="default" disabled={busy} aria-label={name} title={name}>
          <Icon size={14} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown className="more-menu">
        {groups
          .filter(({ items }) => items.length > 0)
          .map(({ label, items }, index) => (
            <Fragment key={label ?? index}>
              {index > 0 && <Menu.Divider />}
              {label && <Menu.Label>{label}</Menu.Label>}
              {items.map((item) => (
                <Menu.Item
                  key={item.key}
                  leftSection={
                    item.tone && <span className="tag-dot" data-tone={item.tone} aria-hidden="true" />
                  }
                  onClick={item.run}
                >
                  {item.label}
                </Menu.Item>
              ))}
            </Fragment>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
