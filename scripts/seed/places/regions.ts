/** A county-level division whose code resident IDs begin with. */
export type Region = {
  code: string;
  place: string;
  /** Share among registered people, 1 to 4. */
  weight: number;
  /** The last year in which the code was given out. */
  until?: number;
};

const NEAR = `330782 浙江省义乌市 4|330702 浙江省金华市婺城区 3|330106 浙江省杭州市西湖区 2
|330302 浙江省温州市鹿城区 2|330783 浙江省东阳市 3|330784 浙江省永康市 1|330726 浙江省浦江县 2
|330727 浙江省磐安县 1|330781 浙江省兰溪市 1|331081 浙江省温岭市 1`;

const FAR = `340621 安徽省濉溪县 2|340826 安徽省宿松县 1|341124 安徽省全椒县 1|361127 江西省余干县 2
|360731 江西省于都县 1|370829 山东省嘉祥县 2|411326 河南省淅川县 2|410122 河南省中牟县 1
|411422 河南省睢县 1|411628 河南省鹿邑县 1|420922 湖北省大悟县 2|422823 湖北省巴东县 1
|430525 湖南省洞口县 2|433124 湖南省花垣县 1|510722 四川省三台县 2|510824 四川省苍溪县 1
|500235 重庆市云阳县 1|520121 贵州省开阳县 1|520328 贵州省湄潭县 1|532925 云南省弥渡县 1
|620102 甘肃省兰州市城关区 1|350582 福建省晋江市 1|440305 广东省深圳市南山区 1
|320583 江苏省昆山市 1|310104 上海市徐汇区 1|110105 北京市朝阳区 1|610104 陕西省西安市莲湖区 1
|210102 辽宁省沈阳市和平区 1|230102 黑龙江省哈尔滨市道里区 1|540102 西藏自治区拉萨市城关区 1
|150102 内蒙古自治区呼和浩特市新城区 1|653101 新疆维吾尔自治区喀什市 1
|653126 新疆维吾尔自治区叶城县 1|652901 新疆维吾尔自治区阿克苏市 1|653201 新疆维吾尔自治区和田市 1`;

/** Abolished since; who was registered there keeps the number. The place is the code's own. */
const ABOLISHED = `330725 浙江省义乌县 1 1987|330724 浙江省东阳县 1 1987|330722 浙江省永康县 1 1991
|330721 浙江省金华县 1 1999|330124 浙江省临安县 1 1995|362321 江西省上饶县 1 1999
|361121 江西省上饶县 1 2018|522128 贵州省湄潭县 1 1996|412927 河南省淅川县 1 1993
|513021 四川省达县 1 1998|440524 广东省潮阳县 1 1992|342221 安徽省砀山县 1 1997`;

export const ABOLISHED_REGIONS: readonly Region[] = parse(ABOLISHED);
export const REGIONS: readonly Region[] = [...parse(NEAR), ...parse(FAR), ...ABOLISHED_REGIONS];

/** Where the identifiers of Hong Kong, Macao and Taiwan residents begin. */
export const PERMIT_REGIONS = ['810000', '820000', '830000'] as const;

function parse(table: string): Region[] {
  return table.split('|').map((entry) => {
    const [code = '', place = '', weight = '1', until] = entry.trim().split(' ');
    const region = { code, place, weight: Number(weight) };
    return until === undefined ? region : { ...region, until: Number(until) };
  });
}
