import{_ as m}from"./NowherePage-CgPOxqky.js";import"./index-gQu4QqlD.js";export{m as default};
