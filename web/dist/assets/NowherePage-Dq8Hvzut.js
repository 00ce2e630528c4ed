import{_ as m}from"./NowherePage-D0yshiKQ.js";import"./index-BN5N2dAd.js";export{m as default};
