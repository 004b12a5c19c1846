import { chmodSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const tuning: Readonly<Record<string, string>> = {
  shared_buffers: '128MB',
  max_connections: '100',
  max_wal_size: '512MB',
  // Statements are short; compiling them costs more than it saves.
  jit: 'off',
  io_method: 'sync',
};

/** Settings a caller cannot change: durability, no door but the socket, and no value ever in the log. */
function fixedSettings(socketFolder: string, port: number): Record<string, string> {
  return {
    listen_addresses: '',
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    port: String(port),
    password_encryption: 'scram-sha-256',
    ssl: 'off',
    allow_alter_system: 'off',
    fsync: 'on',
    full_page_writes: 'on',
    // Backups are by COPY, nobody streams from here: less is written to the WAL.
    wal_level: 'minimal',
    max_wal_senders: '0',
    archive_mode: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_destination: 'stderr',
    logging_collector: 'off',
    log_line_prefix: '%m [%p] ',
    // `log` ranks above `error` in the server's log: an error's text can quote the value it choked on
    // (invalid input syntax for type …: "value"). The client gets the error all the same.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    // Leaves out DETAIL, which names the key of a duplicate, and CONTEXT, which quotes the line of a COPY.
    log_error_verbosity: 'terse',
    log_statement: 'none',
    log_min_duration_statement: '-1',
    log_min_duration_sample: '-1',
    log_transaction_sample_rate: '0',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    log_checkpoints: 'off',
    log_autovacuum_min_duration: '-1',
    compute_query_id: 'off',
  };
}

function render(settings: Record<string, string>): string {
  return Object.entries(settings)
    .map(([name, value]) => {
      if (!/^[a-z_]+(\.[a-z_]+)?$/.test(name) || value.includes('\n')) {
        throw new RangeError(`not a setting of PostgreSQL: ${name}`);
      }
      return `${name} = '${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'\n`;
    })
    .join('');
}

/**
 * Writes the server's settings anew, outside its data folder: the server can read but not change them.
 * Returns the arguments that make it use them.
 */
export function writeServerConfig(options: {
  home: string;
  socketFolder: string;
  port: number;
  settings: Record<string, string>;
}): string[] {
  const files = {
    'postgresql.conf': render({
      ...tuning,
      ...options.settings,
      ...fixedSettings(options.socketFolder, options.port),
    }),
    'pg_hba.conf': 'local all all scram-sha-256\n',
    'pg_ident.conf': '',
  };
  for (const [name, text] of Object.entries(files)) {
    const file = join(options.home, name);
    writeFileSync(`${file}.new`, text);
    chmodSync(`${file}.new`, 0o644);
    renameSync(`${file}.new`, file);
  }
  return [
    `--config_file=${join(options.home, 'postgresql.conf')}`,
    `--hba_file=${join(options.home, 'pg_hba.conf')}`,
    `--ident_file=${join(options.home, 'pg_ident.conf')}`,
  ];
}
