import type { Language } from './language.ts';
import { list } from './list.ts';
import { figures, unheard } from './sparse.ts';

/** Mandarin; what is written in traditional characters is not listed. */
export const chinese: Language = {
  base: 'zh',
  values: figures({
    weekdays: [
      '星期日|星期天|周日',
      '星期一|周一',
      '星期二|周二',
      '星期三|周三',
      '星期四|周四',
      '星期五|周五',
      '星期六|周六',
    ],
    months: Array.from({ length: 12 }, (_, index) => `${index + 1}月`),
    relative: ['今天', '明天', '后天', '昨天'],
    am: '上午|早上',
    pm: '下午|晚上',
  }),
  say: {
    reminder: '您还在吗？',
    silentGoodbye: '我听不到您的声音，先挂断了。再见。',
    timeShort: '我们大约还有半分钟。',
    timeUp: '时间到了。再见。',
    notUnderstood: '不好意思，我没听清楚。',
    gaveUp: '很抱歉，我没能听懂您的话。再见。',
    stopped: '明白了，打扰您了。再见。',
    goodbye: '再见。',
    oneMoment: '请稍等。',
    failed: '很抱歉，我们这边出了问题。再见。',
    pressYesNo: '您也可以按1表示是，按2表示否。',
    pressOption: (options) =>
      `您也可以按键：${options.map(({ key, phrase }) => `${phrase}请按${keyName(key)}`).join('，')}。`,
    pressDigits: '您也可以在键盘上输入，以井号键结束。',
    pressDate: (_, withYear) => `您也可以在键盘上输入：两位日，两位月${withYear ? '，四位年' : ''}。`,
    pressTime: '您也可以在键盘上用四位数字输入时间，例如1530。',
    readBack: (value) => `我记下的是${value}，对吗？`,
  },
  hear: {
    ...unheard,
    yes: list('是, 是的, 对, 对的, 好, 好的, 可以, 行, 没问题, 嗯, 当然, 没错, 同意, 要, 好啊, 可以的, 方便'),
    no: list('不, 不是, 不对, 不行, 不可以, 不要, 不用, 不用了, 不方便, 没有, 不需要, 不好意思不行'),
    opensYes: list('是的, 对的, 好的, 可以, 没问题'),
    opensNo: list('不是, 不行, 不要, 不用, 不可以, 不方便'),
    backchannel: list('嗯, 嗯嗯, 哦, 啊, 明白, 知道了, 好好, 是是'),
    greeting: list('喂, 你好, 您好, 喂你好, 早上好, 晚上好'),
    stop: list('不要再打了, 别再打了, 不要再打电话, 别再给我打电话, 把我的号码删掉'),
    repeat: list('什么, 再说一遍, 请再说一遍, 没听清, 没听清楚, 你说什么, 听不清'),
    who: list('你是谁, 您是谁, 哪位, 您哪位, 你是哪里, 什么事'),
    wait: list('等一下, 等等, 稍等, 请稍等, 等我一下, 让我想想'),
    carriers: list('%, 我要%, 我想要%, 选%, %吧, 还是%'),
    numbers: list('一, 二, 三, 四, 五, 六, 七, 八, 九, 十'),
    numbered: list('%, 第%个, 选项%'),
    digits: list('零, 一, 幺, 二, 两, 三, 四, 五, 六, 七, 八, 九'),
    hesitations: list('嗯, 呃, 那个, 这个'),
    phoneDigits: 11,
  },
};

function keyName(key: string): string {
  return key === '*' ? '星号键' : key === '#' ? '井号键' : key;
}
