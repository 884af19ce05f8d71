import { Cron, Duration } from 'cdk8s';
import { ExternalService, type ExternalServiceProps, ReleaseTask } from '../../../lib';
import { type BadInput, cron, image, untyped } from '../support';

const FIVE = "give minute, hour, day of month, month and day of week, as in '30 3 * * 1-5' (TF1801)";
const ZONE = "is no time zone; give a name of the tz database, as in 'Europe/Berlin' or 'Etc/UTC' (TF1802)";

const schedule = (text: string, wrong: string): BadInput => ({
  what: `schedule ${JSON.stringify(text)}`,
  told: `[lulu/production/report] schedule: ${JSON.stringify(text)}: ${wrong}; ${FIVE}`,
  define: cron({ schedule: text }),
});

export const schedules: readonly BadInput[] = [
  schedule('', 'it has 0 fields'),
  schedule('0 30 3 * * *', 'it has 6 fields'),
  schedule('@every 5m', 'it has 2 fields'),
  schedule('every day', 'it has 2 fields'),
  schedule('61 * * * *', 'minute "61" is not within 0-59'),
  schedule('0 24 * * *', 'hour "24" is not within 0-23'),
  schedule('0 0 0 * *', 'day of month "0" is not within 1-31'),
  schedule('0 0 L * *', 'day of month "L" is not within 1-31'),
  schedule('0 0 1 dez *', 'month "dez" is not within 1-12'),
  schedule('0 0 * * 7', 'day of week "7" is not within 0-6'),
  schedule('*/0 * * * *', 'minute "*/0" is not within 0-59'),
  schedule('30-10 * * * *', 'minute "30-10" is not within 0-59'),
  schedule('1,,2 * * * *', 'minute "" is not within 0-59'),
  schedule('0 0 30 2 *', 'no month has such a day'),
  schedule('0 0 31 4,6 *', 'no month has such a day'),
  schedule('TZ=Europe/Berlin 0 0 * * *', 'a time zone does not belong here, but in `timeZone`'),
  schedule('CRON_TZ=UTC 0 0 * * *', 'a time zone does not belong here, but in `timeZone`'),
  {
    what: 'a schedule of cdk8s with a minute that no hour has',
    told: `[lulu/production/report] schedule: "99 * * * *": minute "99" is not within 0-59; ${FIVE}`,
    define: cron({ schedule: Cron.schedule({ minute: '99' }) }),
  },
  ...['Europe/Nowhere', 'Europe/berlin', 'utc', 'Local', '+01:00', 'GMT+1', '', '../etc/passwd'].map((timeZone) => ({
    what: `time zone ${JSON.stringify(timeZone)}`,
    told: `[lulu/production/report] timeZone: ${JSON.stringify(timeZone)} ${ZONE}`,
    define: cron({ timeZone }),
  })),
];

export const tasks: readonly BadInput[] = [
  ...[-1, 1.5, 101].map((retries) => ({
    what: `${retries} retries`,
    told: `[lulu/production/report] retries: ${retries} is no number of retries; give a whole number from 0 to 100 (TF1803)`,
    define: cron({ retries }),
  })),
  {
    what: 'a deadline of no time',
    told: '[lulu/production/report] deadline: 0 seconds; give whole seconds from 1 (TF1804)',
    define: cron({ deadline: Duration.seconds(0) }),
  },
  {
    what: 'a latest start that Kubernetes would miss',
    told: '[lulu/production/report] latestStart: 5 seconds; give whole seconds from 10 (TF1804)',
    define: cron({ latestStart: Duration.seconds(5) }),
  },
  {
    what: 'a release task that is kept for no time',
    told: '[lulu/production/migrate] keepFor: 0 seconds; give whole seconds from 1 (TF1804)',
    define: (chart) => void new ReleaseTask(chart, 'migrate', { image, keepFor: Duration.seconds(0) }),
    bare: false,
  },
];

const external = (props: ExternalServiceProps) => (chart: ConstructorParameters<typeof ExternalService>[0]) =>
  void new ExternalService(chart, 'database', props);

export const externalServices: readonly BadInput[] = [
  {
    what: 'an external service in two places',
    told: '[lulu/production/database] host, addresses: both are given; give one of them (TF1806)',
    define: external({ host: 'db.example.com', addresses: ['10.0.0.1'], port: 5432 }),
  },
  {
    what: 'an external service nowhere',
    told: [
      '[lulu/production/database] host, addresses: none is given; give one of them (TF1806)',
      '[lulu/production/database] addresses: [] are not addresses of one family; give 1 to 100 IPv4 or IPv6 addresses (TF1807)',
    ],
    define: external({ port: 5432 }),
  },
  {
    what: 'an external service at a URL',
    told: '[lulu/production/database] host: "https://db.example.com" is no DNS name; give it as in db.example.com; for IP addresses use `addresses` (TF1807)',
    define: external({ host: 'https://db.example.com' }),
  },
  {
    what: 'an external service at no address',
    told: '[lulu/production/database] addresses: ["10.0.0.256"] are not addresses of one family; give 1 to 100 IPv4 or IPv6 addresses (TF1807)',
    define: external({ addresses: ['10.0.0.256'], port: 5432 }),
  },
  {
    what: 'an external service at addresses of two families',
    told: '[lulu/production/database] addresses: ["10.0.0.1","fd00::1"] are not addresses of one family; give 1 to 100 IPv4 or IPv6 addresses (TF1807)',
    define: external({ addresses: ['10.0.0.1', 'fd00::1'], port: 5432 }),
  },
  ...['::ffff:10.0.0.1', 'fd00::1%eth0'].map((address) => ({
    what: `an external service at ${address}, which is of neither family`,
    told: `[lulu/production/database] addresses: ["${address}"] are not addresses of one family; give 1 to 100 IPv4 or IPv6 addresses (TF1807)`,
    define: external({ addresses: [address], port: 5432 }),
  })),
  ...['127.0.0.1', '0.0.0.0', '169.254.169.254', '::1', '::', 'fe80::1', 'FE80:0::1'].map((address) => ({
    what: `an external service at ${address}, which is elsewhere on every node`,
    told: `[lulu/production/database] addresses: "${address}" is a loopback, link-local or unspecified address; give one that every node reaches (TF1807)`,
    define: external({ addresses: [address], port: 5432 }),
  })),
  ...[
    ['10.0.0.1', '10.0.0.1'],
    ['fd00::1', 'FD00:0::1'],
  ].map((addresses) => ({
    what: `an external service at ${addresses.join(' and ')}`,
    told: `[lulu/production/database] addresses: "${addresses[1]}" is given twice; give each address once (TF1807)`,
    define: external({ addresses, port: 5432 }),
  })),
  {
    what: 'an external service whose host is an address',
    told: '[lulu/production/database] host: "10.0.0.1" is no DNS name; give it as in db.example.com; for IP addresses use `addresses` (TF1807)',
    define: external({ host: '10.0.0.1' }),
  },
  {
    what: 'an external service with addresses and no port',
    told: '[lulu/production/database] port: undefined is no port; give a whole number from 1 to 65535 (TF1012)',
    define: external({ addresses: ['10.0.0.1'] }),
  },
  {
    what: 'an external service whose host is a number',
    told: '[lulu/production/database] host: 5 is no DNS name; give it as in db.example.com; for IP addresses use `addresses` (TF1807)',
    define: external({ host: untyped(5) }),
  },
];
