const c=s=>Math.ceil(s/60),e=(s,t)=>t*s.survey_s;export{e as c,c as m};
