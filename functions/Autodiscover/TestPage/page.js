"use strict";
const byId = id => document.getElementById(id);
const form = byId("form"), run = byId("run"), status = byId("status"), report = byId("report");
let asked = 0;

const make = (name, className, ...content) => {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...content);
  return element;
};

const code = text => {
  const block = make("pre", "", make("code", "", text));
  block.tabIndex = 0;
  return block;
};

const complain = (field, text) => {
  const error = byId(field + "-error");
  error.textContent = text;
  error.hidden = !text;
  byId(field).setAttribute("aria-invalid", text ? "true" : "false");
};

const say = (text, failed) => {
  status.textContent = text;
  status.classList.toggle("failed", failed === true);
};

const labels = { ok: "Good", warning: "Check", problem: "Problem" };

const finding = one => make("li", "", make("span", "badge " + one.level, labels[one.level]), make("span", "", one.text));

const answer = one => {
  const good = one.status === 200;
  const details = make("details", "",
    make("summary", "", one.name, make("span", "badge " + (good ? "ok" : "problem"), String(one.status))),
    make("div", "answer", make("p", "", one.request), code(one.body)));
  details.open = true;
  return details;
};

const record = one => make("div", "card record", code(`${one.name}  IN  ${one.type}  ${one.value}`), make("p", "", one.why));

const show = result => {
  byId("verdict").textContent = result.works
    ? `A client of ${result.asked} that finds this server may sync.`
    : `A client of ${result.asked} will not get to its mailbox.`;
  byId("verdict-card").classList.toggle("bad", !result.works);
  const facts = [
    ["Account", result.displayName === result.account ? result.account : `${result.displayName} <${result.account}>`],
    ["Is sent to", result.activeSyncUrl],
    ["Logs in with", result.login === "none" ? "no password opens it" : "the " + result.login],
  ];
  byId("facts").replaceChildren(...facts.flatMap(([term, text]) => [make("dt", "", term), make("dd", "", text)]));
  byId("findings").replaceChildren(...result.findings.map(finding));
  byId("answers").replaceChildren(...result.answers.map(answer));
  byId("dns").replaceChildren(...result.dns.length
    ? result.dns.map(record)
    : [make("p", "card record", "First give the server a name: set Carbonio__PublicUrl.")]);
  report.hidden = false;
  byId("verdict").focus();
};

const refusals = {
  401: ["token", "This token is not valid."],
  403: ["token", ""],
  404: ["address", ""],
  400: ["address", "This is not an e-mail address."],
};

const test = async (address, token) => {
  const mine = ++asked;
  report.hidden = true;
  run.setAttribute("aria-disabled", "true");
  say("Asking the server…");
  try {
    const response = await fetch(location.pathname, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Authorization": "Bearer " + token },
      body: JSON.stringify({ address }),
      cache: "no-store",
      credentials: "omit",
    });
    const type = response.headers.get("Content-Type") || "";
    const result = type.includes("json") ? await response.json() : null;
    if (mine !== asked) return;
    if (response.ok) {
      say("");
      show(result);
      return;
    }
    const [field, text] = refusals[response.status] || [];
    say("");
    if (field) {
      complain(field, text || result?.detail || "Refused.");
      byId(field).focus();
    } else {
      say(`The server answered ${response.status}. ${result?.detail || "Try again."}`, true);
    }
  } catch {
    if (mine === asked) say("The server cannot be reached.", true);
  } finally {
    if (mine === asked) run.removeAttribute("aria-disabled");
  }
};

form.addEventListener("submit", event => {
  event.preventDefault();
  if (run.getAttribute("aria-disabled")) return;
  const address = byId("address").value.trim(), token = byId("token").value.trim();
  complain("address", address ? "" : "Type an address.");
  complain("token", /^[\x21-\x7e]+$/.test(token) ? "" : token ? "This is not a token." : "Type a token.");
  const wrong = form.querySelector("[aria-invalid=true]");
  if (wrong) wrong.focus();
  else test(address, token);
});
