import{_ as m}from"./NowherePage-hDAB_6c_.js";import"./index-CQEGAswQ.js";export{m as default};
