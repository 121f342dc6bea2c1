/** kamailio's configuration: a registrar and proxy with digest and no database, that checks each message's sanity. */

export interface KamailioSettings {
  readonly port: number;
  readonly tls?: { readonly port: number; readonly certificate: string; readonly key: string };
  readonly domain: string;
  readonly password: string;
  /** A nonce older than this is stale (RFC 7616, 3.3), s. */
  readonly nonceLifeS: number;
  /** Bounds of what a registration is granted, s. */
  readonly minExpiresS: number;
  readonly maxExpiresS: number;
  /** Numbers that a registered user is called by: the Request-URI becomes its Contact, To keeps the number. */
  readonly numbers: Readonly<Record<string, string>>;
  /** Requests of these methods are judged and answered 200 by the proxy itself, whomever they are for. */
  readonly answersItself: readonly string[];
}

const MODULES = [
  ...['tm', 'sl', 'rr', 'pv', 'maxfwd', 'siputils', 'textops', 'xlog', 'usrloc', 'registrar', 'auth'],
  ...['sanity', 'path'],
];

/** Every check of the sanity module but the one that the Request-URI's port be ours (it may be a peer's). */
const SANITY = '17895,7';

export function kamailioConfiguration(settings: KamailioSettings): string {
  const { port, tls, domain, password } = settings;
  const modules = [...MODULES, ...(tls ? ['tls'] : [])].map((name) => `loadmodule "${name}.so"`);
  const listen = [
    `udp:127.0.0.1:${port}`,
    `tcp:127.0.0.1:${port}`,
    ...(tls ? [`tls:127.0.0.1:${tls.port}`] : []),
  ];
  const numbers = Object.entries(settings.numbers)
    .map(([number, user]) => `  if ($rU == "${number}") $rU = "${user}";`)
    .join('\n');
  const itself = settings.answersItself.map((method) => `is_method("${method}")`).join(' || ');
  return `#!KAMAILIO
${listen.map((each) => `listen=${each}`).join('\n')}
alias="${domain}"
log_stderror=yes
debug=1
children=1
tcp_children=1
auto_aliases=no
dns=no
rev_dns=no
${tls ? 'enable_tls=yes' : ''}
mpath="/usr/lib/x86_64-linux-gnu/kamailio/modules/:/usr/lib/aarch64-linux-gnu/kamailio/modules/"
${modules.join('\n')}
modparam("usrloc", "db_mode", 0)
modparam("usrloc", "timer_interval", 1)
modparam("auth", "qop", "auth")
modparam("auth", "nonce_expire", ${settings.nonceLifeS})
modparam("registrar", "min_expires", ${settings.minExpiresS})
modparam("registrar", "max_expires", ${settings.maxExpiresS})
${tls ? tlsParameters(tls) : ''}
request_route {
  xlog("L_ERR", "seen $rm $fU $cs $ci\\n");
  if (!sanity_check(${SANITY.split(',')
    .map((each) => `"${each}"`)
    .join(', ')})) {
    xlog("L_ERR", "insane $rm $cs $ci\\n");
    exit;
  }
  if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
  ${itself === '' ? '' : `if (${itself}) { if (!is_method("ACK")) sl_send_reply("200", "OK"); exit; }`}
  if (is_method("CANCEL")) { if (t_check_trans()) t_relay(); exit; }
  if (has_totag()) {
    if (loose_route()) { t_relay(); exit; }
    if (is_method("ACK")) { if (t_check_trans()) t_relay(); exit; }
    sl_send_reply("481", "No Such Dialog");
    exit;
  }
  t_check_trans();
  force_rport();
  if (is_method("REGISTER")) {
    if (!pv_www_authenticate("${domain}", "${password}", "0")) { www_challenge("${domain}", "1"); exit; }
    save("location");
    exit;
  }
  if (is_method("OPTIONS") && $rU == $null) { sl_send_reply("200", "OK"); exit; }
  if (is_method("INVITE")) {
    if (!pv_proxy_authenticate("${domain}", "${password}", "0")) { proxy_challenge("${domain}", "1"); exit; }
    consume_credentials();
  }
  record_route();
${numbers}
  if (!lookup("location")) { sl_send_reply("404", "Not Found"); exit; }
  t_on_reply("JUDGE");
  t_relay();
}
onreply_route[JUDGE] {
  if (!sanity_check(${SANITY.split(',')
    .map((each) => `"${each}"`)
    .join(', ')})) xlog("L_ERR", "insane $rs $cs $ci\\n");
}
`;
}

function tlsParameters(tls: NonNullable<KamailioSettings['tls']>): string {
  return `modparam("tls", "tls_method", "TLSv1.2+")
modparam("tls", "certificate", "${tls.certificate}")
modparam("tls", "private_key", "${tls.key}")`;
}
