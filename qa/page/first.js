// Runs before anything is painted: theme and language as they were left, so that nothing flickers.
(function () {
  let theme = null;
  let language = null;
  try {
    theme = localStorage.getItem("policyqa.theme");
    language = localStorage.getItem("policyqa.language");
  } catch {
    // storage is switched off: the system's theme, the browser's language
  }
  const root = document.documentElement;
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  const wished = (navigator.languages && navigator.languages[0]) || navigator.language || "";
  if (!["hans", "hant", "en"].includes(language)) {
    if (/^zh\b.*(hant|tw|hk|mo)/i.test(wished)) language = "hant";
    else if (/^zh\b/i.test(wished) || wished === "") language = "hans";
    else language = "en";
  }
  root.dataset.language = language;
  root.lang = { hans: "zh-Hans", hant: "zh-Hant", en: "en" }[language];
})();
