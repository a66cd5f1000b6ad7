/**
 * Names of what is a person's own (PIPL 4, 28), as parts of a field's name: `ownerPhone` has the
 * parts `owner` and `phone`, and `id_card` the words `idcard`. English, and pinyin as registers use it.
 */
export const PERSONAL_WORDS: readonly string[] = [
  ...['name', 'firstname', 'lastname', 'surname', 'fullname', 'nickname', 'xingming'],
  ...['phone', 'mobile', 'telephone', 'tel', 'cellphone', 'shouji', 'dianhua'],
  ...['idnumber', 'idcard', 'idno', 'identity', 'passport', 'permit', 'shenfenzheng', 'zhengjian'],
  ...['birth', 'birthdate', 'birthday', 'dob', 'age', 'sex', 'gender', 'chusheng'],
  ...['address', 'residence', 'domicile', 'hukou', 'zhuzhi', 'dizhi', 'huji'],
  ...['email', 'wechat', 'weixin', 'qq', 'alipay', 'bankaccount', 'fingerprint', 'portrait'],
  ...['spouse', 'kin', 'parent', 'child', 'ethnicity', 'religion', 'health'],
];

/** The same where a description says it: a field may be called anything. */
export const PERSONAL_TEXT =
  /身份证|证件号|姓名|手机|电话号|住址|户籍|出生|生日|性别|微信|护照|银行账/u;

/**
 * What is public by law although its name sounds personal, each with the law that makes it so. An
 * agency that publishes another such field has it added here, by people who read the law.
 */
export const PUBLIC_BY_LAW: Readonly<Record<string, string>> = {
  'Enterprise.name': '企业信息公示暂行条例 6',
  'Enterprise.registeredAddress': '企业信息公示暂行条例 6',
  'Stall.address': 'the address of a booth of the market, which is nobody’s home',
  'Stall.shopName': 'the sign over a booth; 企业名称登记管理规定',
};
