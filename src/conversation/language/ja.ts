import type { Language } from './language.ts';
import { list } from './list.ts';
import { figures, unheard } from './sparse.ts';

export const japanese: Language = {
  base: 'ja',
  values: figures({
    weekdays: [
      '日曜日|日曜',
      '月曜日|月曜',
      '火曜日|火曜',
      '水曜日|水曜',
      '木曜日|木曜',
      '金曜日|金曜',
      '土曜日|土曜',
    ],
    months: Array.from({ length: 12 }, (_, index) => `${index + 1}月`),
    relative: ['今日', '明日|あした', '明後日|あさって', '昨日'],
    am: '午前|朝',
    pm: '午後|夜|夕方',
  }),
  say: {
    reminder: 'もしもし、聞こえますか？',
    silentGoodbye: 'お声が聞こえませんので、お電話を切らせていただきます。失礼いたします。',
    timeShort: '残り時間は約三十秒です。',
    timeUp: 'お時間になりました。失礼いたします。',
    notUnderstood: 'すみません、聞き取れませんでした。',
    gaveUp: '申し訳ありません、聞き取ることができませんでした。失礼いたします。',
    stopped: 'かしこまりました。ご迷惑をおかけしました。失礼いたします。',
    goodbye: '失礼いたします。',
    oneMoment: '少々お待ちください。',
    failed: '申し訳ありません、こちらで問題が発生しました。失礼いたします。',
    pressYesNo: '「はい」は1を、「いいえ」は2を押していただくこともできます。',
    pressOption: (options) =>
      `${options.map(({ key, phrase }) => `${phrase}は${keyName(key)}`).join('、')}を押していただくこともできます。`,
    pressDigits: 'キーパッドで入力し、最後にシャープを押していただくこともできます。',
    pressDate: (_, withYear) =>
      `キーパッドで、日を二桁、月を二桁${withYear ? '、年を四桁' : ''}で入力することもできます。`,
    pressTime: 'キーパッドで、1530のように四桁で入力することもできます。',
    readBack: (value) => `${value}でよろしいですか？`,
  },
  hear: {
    ...unheard,
    yes: list(
      'はい, ええ, うん, そうです, はいそうです, 大丈夫です, はい大丈夫です, お願いします, はいお願いします, いいです, いいですよ, もちろん, 結構です, わかりました',
    ),
    no: list(
      'いいえ, いえ, いや, 違います, いいえ違います, 無理です, だめです, できません, 都合が悪いです, 興味ありません, いりません',
    ),
    opensYes: list('はい, ええ, そうです'),
    opensNo: list('いいえ, 違います, いえ'),
    backchannel: list('はいはい, うん, うんうん, へえ, なるほど, そうですか, ああ, ええ'),
    greeting: list('もしもし, はいもしもし, こんにちは, おはようございます, こんばんは'),
    stop: list(
      'もう電話しないでください, 二度と電話しないでください, 電話をかけないでください, 番号を消してください',
    ),
    repeat: list(
      'え, 何ですか, もう一度お願いします, もう一回お願いします, 聞こえませんでした, 聞き取れませんでした',
    ),
    who: list('どちら様ですか, どなたですか, 誰ですか, どちらさまでしょうか, 何の用ですか'),
    wait: list('ちょっと待ってください, 少々お待ちください, 待ってください, ちょっと待って'),
    carriers: list('%, %です, %お願いします, %がいいです, %で, %にします'),
    numbers: list('一, 二, 三, 四, 五, 六, 七, 八, 九, 十'),
    numbered: list('%, %番, %番目'),
    digits: list('零, ゼロ, 一, 二, 三, 四, 五, 六, 七, 八, 九'),
    hesitations: list('えっと, ええと, あの, その, うーん'),
    phoneDigits: 11,
  },
};

function keyName(key: string): string {
  return key === '*' ? '米印' : key === '#' ? 'シャープ' : key;
}
