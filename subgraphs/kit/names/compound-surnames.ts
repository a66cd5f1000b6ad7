/**
 * Han surnames of two characters, in simplified form: those in use, and not the historical ones
 * that a common surname of one character followed by a given name would look like.
 */
export const COMPOUND_SURNAMES: ReadonlySet<string> = new Set(
  `欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 濮阳 淳于 单于
  公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 亓官 司寇 巫马 颛孙 壤驷 公良 漆雕
  乐正 宰父 拓跋 轩辕 令狐 百里 呼延 东郭 南门 羊舌 微生 左丘 西门 第五 即墨 褚师 纳兰 完颜`
    .trim()
    .split(/\s+/u),
);
