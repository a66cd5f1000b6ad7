/**
 * Old and regional glyphs of one character that the traditional-to-simplified table leaves alone,
 * each pair written variant first. Only forms of one and the same name: 喆 and 哲, 堃 and 坤, 凃 and
 * 涂, 邱 and 丘 are different names and must not stand here. Taken from 第一批异体字整理表 (1955), the
 * new glyph forms of 印刷通用汉字字形表 (1965) and Japanese forms that Chinese does not use otherwise.
 */
const PAIRS = `
靑青 淸清 竝并 敎教 戶户 尙尚 珎珍 緖绪 髙高 曺曹 栁柳 畧略 秌秋 艶艳 隣邻 囯国 敍叙 勲勋 黙默
濶阔 煕熙 凞熙 鉄铁 銕铁 鐡铁 寳宝 翺翱 黒黑 徳德 恵惠 栄荣 豊丰 沢泽 斉齐 竜龙 暁晓 渓溪 巌岩 桒桑 冨富 眀明 朙明 寕宁 寜宁 仺仓 叅参 畱留 畄留 飬养
荘庄 蔵藏 覚觉 辺边 関关 頼赖 顕显 歩步 毎每 緑绿 県县 満满 姫姬 锺钟 姪侄 蔴麻 衞卫
頴颖 颕颖 聦聪 聡聪 愼慎 塡填 顚颠 逹达 郞郎 卽即 旣既 朶朵 栢柏 燿耀 臯皋 萠萌 賛赞 鄕乡 隂阴
姸妍 兪俞 硏研 値值 屛屏 甁瓶 曁暨 吿告 浄净 鶏鸡 秊年 燄焰 氷冰 惪德 蘂蕊 蕚萼 菓果 彊强 疎疏 穉稚 皐皋
龎庞 琹琴 増增 曽曾 暱昵 簷檐 呉吴 戸户 𠮷吉
`;

/** Variant to the form it is folded to, one code point each. */
export const GLYPH_VARIANTS: ReadonlyMap<string, string> = new Map(
  PAIRS.trim()
    .split(/\s+/u)
    .map((pair): [string, string] => {
      const [variant = '', standard = ''] = pair;
      return [variant, standard];
    }),
);
