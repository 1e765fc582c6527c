// The audit page's tools: sort, filter, and which confidence counts. Without it the page is complete.
// Amounts are exact: decimal strings of the page's own data, added up as whole numbers of 10^-16 USD.
(() => {
  const table = document.querySelector("table.rank"), tools = document.querySelector(".tools");
  if (!table || !tools) return;
  const DIGITS = 16, CENT = 10n ** 14n, FIGURES = { high: 3, medium: 4, all: 5 };
  const data = JSON.parse(document.getElementById("amounts").textContent);
  const body = table.tBodies[0], head = [...table.tHead.rows[0].cells];
  const rows = [...body.querySelectorAll("tr[data-at]")], said = tools.querySelector("[role=status]");
  const find = (name) => document.querySelector(`[data-figure="${name}"]`);
  const h1 = document.querySelector("h1"), headline = h1.textContent;
  const lede = document.querySelector(".lede"), sentence = lede.textContent;

  const parse = (text) => {
    const [whole, part = ""] = text.replace("-", "").split(".");
    const value = BigInt(whole + part.padEnd(DIGITS, "0"));
    return text.startsWith("-") ? -value : value;
  };
  const cents = (value) => (value < 0n ? -((-value + CENT / 2n) / CENT) : (value + CENT / 2n) / CENT);
  const printed = (amount, exact) => {
    if (!amount) return exact > 0n ? "under $0.01" : exact < 0n ? "\u2212(under $0.01)" : "$0.00";
    const size = String(amount < 0n ? -amount : amount).padStart(3, "0");
    const whole = size.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",");
    return `${amount < 0n ? "\u2212" : ""}$${whole}.${size.slice(-2)}`;
  };
  const usd = (value) => printed(cents(value), value);
  const put = (place, text) => {
    const [, dollars, fraction] = text.match(/^(.*\$[\d,]+)(\.\d\d)$/) || [];
    place.replaceChildren(dollars && !text.includes("under") ? dollars : text);
    if (!dollars || text.includes("under")) return;
    const muted = document.createElement("span");
    muted.className = "ct";
    muted.textContent = fraction;
    place.append(muted);
  };
  const many = (list) => list.length.toLocaleString("en-US");
  const things = (list) => `${many(list)} workload${list.length === 1 ? "" : "s"}`;
  const entries = data.map(([group, requests, ...amounts]) => [group, requests, ...amounts.map((each) => (each === null ? null : parse(each)))]);
  const share = (part, whole) => {
    if (!whole) return "\u2013";
    const size = part < 0n ? -part : part, tenths = (size * 2000n + whole) / (whole * 2n);
    return `${part < 0n ? "\u2212" : ""}${tenths / 10n}.${tenths % 10n}\u00a0%`;
  };
  const plain = (text) => text.replace("\u00a0", " ");
  const sum = (kept, figure) => {
    const billed = kept.reduce((total, each) => total + (each[2] ?? 0n), 0n);
    const saved = kept.reduce((total, each) => total + (each[figure] ?? 0n), 0n);
    return [billed, billed - saved, saved];
  };
  const cells = (row) => [...row.querySelectorAll("[data-l]")].filter((each) => /Cost|cost|Saving/.test(each.dataset.l));
  const named = (row, kept, label) => {
    row.querySelector(".wk").textContent = label;
    row.querySelector("[data-l=Requests]").textContent = kept.reduce((total, each) => total + each[1], 0).toLocaleString("en-US");
  };
  const fill = (row, amounts) => cells(row).forEach((cell, at) => {
    const place = cell.querySelector("[data-amount]");
    if (place) put(place, usd(amounts[at]));
  });
  const draw = (row, saved, billed, largest) => {
    row.querySelector("[data-share]").textContent = share(-saved, billed);
    const bar = row.querySelector(".sv rect"), part = largest > 0n && saved > 0n ? Number((saved * 10000n) / largest) / 100 : 0;
    bar.setAttribute("x", `${100 - part}%`);
    bar.setAttribute("width", `${part}%`);
  };
  const round = (row, whole, parts) => {
    const missed = whole.map((each, at) => cents(each) - parts.reduce((total, part) => total + cents(part[at]), 0n));
    row.hidden = !missed.some((each) => each);
    cells(row).forEach((cell, at) => put(cell.querySelector("[data-amount]"), printed(missed[at], 0n)));
  };

  const count = (name) => {
    const figure = FIGURES[name], moves = entries.filter((each) => each[0] === "move");
    const above = [], largest = moves.reduce((most, each) => (each[figure] > most ? each[figure] : most), 0n);
    rows.forEach((row) => {
      const own = entries[row.dataset.at], amounts = sum([own], figure);
      row.dataset.out = own[figure] ? "" : "out";
      fill(row, amounts);
      draw(row, amounts[2], amounts[0], largest);
      if (own[figure]) above.push(amounts);
    });
    const folded = body.querySelector(".fld"), rest = moves.slice(rows.length).filter((each) => each[figure]);
    if (folded) {
      folded.hidden = !rest.length;
      fill(folded, sum(rest, figure));
      const most = rest.reduce((found, each) => (each[figure] > found ? each[figure] : found), rest[0]?.[figure] ?? 0n);
      named(folded, rest, `${many(rest)} more, each ${usd(most)} or less`);
      if (rest.length) above.push(sum(rest, figure));
    }
    const listed = moves.filter((each) => each[figure]), whole = sum(listed, figure);
    round(body.querySelector(".rnd"), whole, above);
    const foot = table.tFoot, lines = [whole];
    fill(foot.querySelector(".sub"), whole);
    named(foot.querySelector(".sub"), listed, `${things(listed)} above`);
    const idle = foot.querySelector(".idle"), idlers = moves.filter((each) => !each[figure]);
    idle.hidden = !idlers.length;
    fill(idle, sum(idlers, figure));
    named(idle, idlers, `${things(idlers)} below the chosen confidence`);
    lines.push(sum(idlers, figure));
    foot.querySelectorAll("[data-group]").forEach((row) => {
      const amounts = sum(entries.filter((each) => each[0] === row.dataset.group), figure);
      fill(row, amounts);
      const label = row.querySelector(".wk");
      if (row.dataset.group === "uncertain") label.textContent = label.textContent.replace(/, .*/, name === "all" ? ", as if nobody waited" : ", not counted as a saving");
      lines.push(amounts);
    });
    const total = sum(entries, figure);
    round(foot.querySelector(".rnd"), total, lines);
    fill(foot.querySelector(".tot"), total);
    put(find("would"), usd(total[1]));
    put(find("saving"), usd(total[2]));
    const before = sum(entries, FIGURES.medium);
    lede.textContent = sentence.replace(plain(share(before[2], before[0])), plain(share(total[2], total[0])));
    h1.textContent = headline.replace(usd(before[1]), usd(total[1]));
    tell();
  };

  const filter = tools.querySelector("input"), choice = tools.querySelector("select");
  const tell = () => {
    const wanted = filter.value.trim().toLowerCase();
    rows.forEach((row) => { row.hidden = row.dataset.out === "out" || !row.textContent.toLowerCase().includes(wanted); });
    const shown = rows.filter((row) => !row.hidden).length;
    const total = sum(entries, FIGURES[choice.value]);
    const counted = choice.value === "medium" ? "" : `${choice.selectedOptions[0].textContent}: saving ${usd(total[2])}, ${share(total[2], total[0])} of the spend. `;
    const part = wanted ? `${shown} of ${rows.length} rows shown; the sums still cover all. ` : "";
    said.textContent = counted + part;
  };
  const value = (row, at) => {
    const own = entries[row.dataset.at], figure = FIGURES[choice.value];
    if (at === 1) return row.querySelector(".nm").textContent;
    if (at === 3) return Number(row.dataset.requests);
    if (at === 7) return Number(row.dataset.sure);
    return sum([own], figure)[at - 4];
  };
  const sort = (cell, at) => {
    const down = cell.getAttribute("aria-sort") !== "descending" && at !== 1 || cell.getAttribute("aria-sort") === "ascending";
    head.forEach((each) => each.removeAttribute("aria-sort"));
    cell.setAttribute("aria-sort", down ? "descending" : "ascending");
    const ordered = rows.map((row) => [value(row, at), row]).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    if (down) ordered.reverse();
    ordered.reverse().forEach(([, row]) => body.prepend(row));
  };
  head.forEach((cell, at) => {
    if (![1, 3, 4, 5, 6, 7].includes(at)) return;
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-label", `Sort by ${cell.textContent.toLowerCase()}`);
    button.addEventListener("click", () => sort(cell, at));
    cell.append(button);
  });
  filter.addEventListener("input", tell);
  choice.addEventListener("change", () => count(choice.value));
  tools.hidden = false;
})();
