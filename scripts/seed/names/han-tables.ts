import { weighted } from '../base/weighted.ts';

/** Surnames with their rounded frequency in 10,000 people; rare and compound ones come last. */
export const SURNAMES = weighted(`
王715 李700 张670 刘540 陈450 杨310 黄220 赵207 吴200 周190 徐140 孙135 马130 朱115 胡110 郭110
何105 林105 高100 罗95 郑90 梁84 谢72 宋70 唐66 许66 韩63 邓62 冯60 曹57 彭55 曾52 肖52 田50
董50 潘45 袁45 蔡44 蒋44 余43 于42 杜42 叶42 程41 魏40 苏40 吕38 丁37 任37 卢36 姚35 沈34 钟33
姜33 崔32 谭31 陆31 范30 汪30 廖29 石28 金28 韦27 贾26 夏26 付26 方25 邹24 熊24 白23 孟23 秦22
邱22 侯22 江21 尹20 薛20 闫19 段19 雷18 龙18 黎18 史17 陶17 贺17 毛16 郝16 顾16 龚16 邵15 万15
覃15 武14 钱14 戴14 严13 莫13 孔13 向13 常12 欧阳8 上官2 司马2 诸葛1 皇甫1 令狐1 司徒1 夏侯1
慕容1 端木1 仝1 单2 解1 仇1 区1 查1 盖1 缪1 逯1 郄1 朴1 禤1`);

export const COMPOUND_SURNAMES = weighted(
  '欧阳8 上官2 司马2 诸葛1 皇甫1 令狐1 司徒1 夏侯1 慕容1 端木1',
);

/** Few bear them, and several read otherwise as a surname than as a word. */
export const RARE_SURNAMES = weighted('仝1 单2 解1 仇1 区1 查1 盖1 缪1 逯1 郄1 朴1 禤1');

/** Whole given names that very many people share. */
export const COMMON_GIVEN = {
  M: weighted(`伟60 强50 磊48 军46 勇44 涛42 杰40 超38 明36 刚30 平28 辉26 鹏26 波24 斌24 建国14 建华16
    志强14 国强10 海涛8 俊杰12 浩然10 子轩10 宇轩10 建军12 永强8 志伟8 文杰8 洋18 飞16 宁10`),
  F: weighted(`静60 敏50 丽50 娟48 艳46 芳44 霞42 秀英20 桂英16 玉兰12 婷30 娜34 燕30 红28 梅26 玲26
    丹22 萍22 欣怡12 梓涵10 婷婷12 玉梅10 秀兰14 丽娟10 雪梅8 佳怡8 思雨6 洁18 颖16 兰14`),
};

/** Characters that given names are put together from. */
export const GIVEN_CHARACTERS = {
  M: weighted(`伟30 强28 国26 建26 明24 志24 军22 华22 文20 平20 海18 永18 杰16 勇16 林14 辉14 德12
    兴12 峰12 龙12 春10 生10 东10 飞8 浩10 宇10 俊10 鹏8 斌8 超8 振6 庆6 福6 荣6 学6 义5 祥5 群4
    贵5 宝4 勋2 鑫5 睿4 晨4 泽5 轩5 昊4 铭4`),
  F: weighted(`丽30 英28 秀26 芳24 玉24 梅22 霞20 艳20 敏20 静18 兰18 红18 娟16 华16 燕14 凤14 春12
    桂12 琴12 云10 雪10 婷10 娜10 欣8 怡8 佳8 慧8 颖6 莹6 洁6 思6 雨6 涵6 梓5 琳6 瑶4 晓8 小6
    清5 月5 香5 珍6 萍8`),
};

/** Characters beyond the basic plane, one code point but two UTF-16 units each. */
export const FAR_CHARACTERS = ['𬭎', '𫘦', '𬀩', '𫍯'] as const;
