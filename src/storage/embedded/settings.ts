/** How the embedded server is set up. Given on the command line, so the files in the cluster stay as made. */

/** Arguments of `postgres`. Durable (fsync stays on), small, reachable by one private socket only. */
export function serverArguments(clusterDir: string, socketDir: string): readonly string[] {
  const settings: Readonly<Record<string, string>> = {
    listen_addresses: '',
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
    cluster_name: 'parley',
    max_connections: '30',
    shared_buffers: '48MB',
    max_wal_size: '512MB',
    jit: 'off',
    logging_collector: 'off',
    log_destination: 'stderr',
    log_timezone: 'UTC',
    timezone: 'UTC',
    // Statements and key values of failed commands would bring personal data into our log.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
  };
  return [
    '-D',
    clusterDir,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}
