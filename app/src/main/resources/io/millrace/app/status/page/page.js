"use strict";
/* Asks for /status.json once a second and shows it. All text goes in as text, never as markup. */
(() => {
  const POLL_MILLIS = 1000;
  const STALE_SECONDS = 15;
  const MOST_STEPS = 720;
  const STAGES = {
    slot: "Slot",
    capture: "Capture",
    rows: "Rows",
    work: "Work",
    model: "Model",
    score: "Score",
    sink: "Sink",
  };
  const STATES = {
    ok: ["✓", "ok"],
    busy: ["▲", "busy"],
    stopped: ["■", "stopped"],
    paused: ["‖", "paused"],
    unknown: ["?", "unknown"],
    provider_limited: ["▲", "provider limits"],
    provider_down: ["■", "provider down"],
    provider_refused: ["✕", "provider refuses"],
  };
  const TRENDS = { growing: "growing", steady: "steady", shrinking: "shrinking" };
  const MODELS = {
    ok: ["✓", "good"],
    paused: ["‖", "busy"],
    limited: ["▲", "busy"],
    down: ["■", "bad"],
    refused: ["✕", "bad"],
  };
  const REASONS = {
    paused: "somebody has paused the calls of models",
    waiting: "waiting for their turn or answer",
    retrying: "tried again after a fault",
    provider_limited: "the provider limits requests",
    provider_down: "the provider is down",
    provider_refused: "the provider refuses; somebody has to act",
  };

  const byId = (id) => document.getElementById(id);
  const number = new Intl.NumberFormat("en");
  const series = { at: [], behind_seconds: [], fresh_p50_seconds: [], fresh_p99_seconds: [], rows_written: [], model_calls: [] };
  let step = 5;
  let verdict = "";
  let showsPartitions = false;

  const seconds = (value) => (value >= 10 ? value.toFixed(0) : value.toFixed(1)) + " s";
  function span(value) {
    if (value < 120) {
      return seconds(value);
    }
    return value < 7200 ? Math.round(value / 60) + " min" : Math.round(value / 3600) + " h";
  }

  const charts = {
    behind: Charts.make(byId("behind-chart"), [{ column: "behind_seconds", label: "seconds behind", colour: "--accent" }], span, 1),
    fresh: Charts.make(
      byId("fresh-chart"),
      [
        { column: "fresh_p50_seconds", label: "half of the rows faster than (solid)", colour: "--accent" },
        { column: "fresh_p99_seconds", label: "99 % faster than (dashed)", colour: "--second", dash: [6, 4] },
      ],
      span,
      1,
    ),
    through: Charts.make(
      byId("through-chart"),
      [
        { column: "rows_written", label: "rows written a second (solid)", colour: "--accent", factor: 1 / step },
        { column: "model_calls", label: "model calls a second (dashed)", colour: "--second", dash: [6, 4], factor: 1 / step },
      ],
      (value) => number.format(value),
      1,
    ),
  };

  function element(tag, text, name) {
    const made = document.createElement(tag);
    if (text !== undefined) {
      made.textContent = text;
    }
    if (name) {
      made.className = name;
    }
    return made;
  }

  /** Puts rows into the body of a table; cells that are numbers stand to the right. */
  function fill(table, rows, empty) {
    const body = table.tBodies[0];
    const made = rows.map((cells) => {
      const row = element("tr");
      cells.forEach((cell) => {
        const made = element("td", cell.node ? undefined : cell.text ?? cell, cell.number ? "number" : "");
        if (cell.node) {
          made.append(cell.node);
        }
        row.append(made);
      });
      return row;
    });
    if (made.length === 0) {
      const row = element("tr");
      const cell = element("td", empty);
      cell.colSpan = table.tHead.rows[0].cells.length;
      row.append(cell);
      made.push(row);
    }
    body.replaceChildren(...made);
  }

  const right = (text) => ({ text, number: true });

  /** What a stage looks like: its state, and of one that works whether it waits for a provider. */
  function kind(stage) {
    if (stage.paused) {
      return "paused";
    }
    if (stage.state !== "ok") {
      return stage.state;
    }
    const held = Object.entries(stage.reasons || {}).find(([reason, count]) => reason.startsWith("provider_") && count > 0);
    if (held) {
      return held[0];
    }
    return stage.seconds >= 1 ? "busy" : "ok";
  }

  const look = {
    ok: "good",
    busy: "busy",
    stopped: "bad",
    paused: "busy",
    unknown: "unknown",
    provider_limited: "busy",
    provider_down: "bad",
    provider_refused: "bad",
  };

  function showFlow(stages) {
    byId("flow").replaceChildren(
      ...stages.map((stage) => {
        const item = element("li", undefined, "stage " + look[kind(stage)]);
        item.dataset.stage = stage.stage;
        item.append(element("h3", STAGES[stage.stage] || stage.stage));
        const waits = stage.records > 0 || stage.seconds > 0;
        item.append(element("p", stage.state === "unknown" ? "–" : seconds(stage.seconds), "seconds"));
        const [icon, word] = STATES[kind(stage)];
        item.append(element("p", icon + " " + word, "state"));
        let detail = waits ? number.format(stage.records) + " waiting, " + TRENDS[stage.trend] : "nothing waits";
        if (stage.state === "unknown") {
          detail = "cannot be read now";
        } else if (stage.stage === "slot" || stage.stage === "capture") {
          detail = waits ? TRENDS[stage.trend] : "nothing waits";
        }
        item.append(element("p", detail));
        return item;
      }),
    );
  }

  function size(bytes) {
    const units = ["bytes", "kB", "MB", "GB", "TB"];
    let unit = 0;
    let value = bytes;
    while (value >= 1024 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    return value.toFixed(unit ? 1 : 0) + " " + units[unit];
  }

  function showSlot(stages) {
    const slot = stages.find((stage) => stage.stage === "slot");
    byId("slot").textContent =
      slot && slot.retained_bytes !== undefined
        ? "PostgreSQL keeps " + size(slot.retained_bytes) + " of log for the capture (" + slot.wal_status + "); " +
          (slot.headroom_bytes === null ? "no limit is set." : size(slot.headroom_bytes) + " are left until the limit.")
        : "What PostgreSQL keeps for the capture is not known here.";
  }

  /** One sentence for the top: what is wrong first, then what is late, else that all is well. */
  function judge(data) {
    const lag = data.lag;
    if (!lag) {
      return ["unknown", "Starting", "The first reading of the lag is not there yet."];
    }
    const name = (stage) => STAGES[stage.stage] || stage.stage;
    const paused = lag.stages.filter((stage) => stage.paused);
    const stopped = lag.stages.filter((stage) => stage.state === "stopped" && !stage.paused);
    if (stopped.length) {
      const oldest = Math.max(...stopped.map((stage) => stage.seconds));
      return ["bad", "Stopped: " + stopped.map(name).join(", "),
        oldest > 0 ? "The oldest change waits for " + span(oldest) + ". Nothing is lost; it goes on from there." : "Nothing waits there yet."];
    }
    if (!data.ready) {
      return ["busy", "Restoring", "The applications restore their state; changes wait meanwhile."];
    }
    if (paused.length) {
      const oldest = Math.max(...paused.map((stage) => stage.seconds));
      const { by, since, reason } = paused[0].paused;
      return ["busy", "Paused: " + paused.map(name).join(", "),
        "By " + by + " since " + new Date(since).toLocaleString("en", { hour12: false }) + (reason ? " (" + reason + "). " : ". ") +
          (oldest > 0 ? "The oldest change waits for " + span(oldest) + "; nothing is lost. " : "Nothing waits there yet. ") +
          "'millrace resume' has it go on."];
    }
    const faulty = data.models.filter((model) => model.state === "down" || model.state === "refused");
    const unknown = lag.stages.filter((stage) => stage.state === "unknown");
    if (lag.behind_seconds >= 1) {
      const at = lag.stages.reduce((worst, stage) => (stage.seconds > worst.seconds ? stage : worst));
      const end = lag.drain_seconds === null ? "It does not shrink." : "At this pace it is done in " + span(lag.drain_seconds) + ".";
      return [faulty.length ? "bad" : "busy", span(lag.behind_seconds) + " behind, at: " + name(at),
        (faulty.length ? "A model does not answer: " + faulty[0].model + " (" + faulty[0].state + "). " : "") + end];
    }
    if (unknown.length) {
      return ["unknown", "Not all is known", "Cannot be read now: " + unknown.map(name).join(", ") + "."];
    }
    if (faulty.length) {
      return ["bad", "A model does not answer", faulty[0].model + " is " + faulty[0].state + ". Nothing waits for it at the moment."];
    }
    return ["good", "Up to date", "Every change is in its row, or on the failure list."];
  }

  function showVerdict(data) {
    const [state, sentence, detail] = judge(data);
    byId("summary").className = state;
    // Seconds change all the time; a screen reader is told only when the words do.
    const words = sentence.replace(/[\d.]+ (s|min|h)\b/, "");
    if (words !== verdict) {
      verdict = words;
      byId("verdict").setAttribute("aria-live", "polite");
    } else {
      byId("verdict").setAttribute("aria-live", "off");
    }
    byId("verdict").textContent = sentence;
    byId("verdict-detail").textContent = detail;
    const warnings = data.lag ? data.lag.warnings : [];
    byId("warnings").hidden = warnings.length === 0;
    byId("warnings").replaceChildren(...warnings.map((warning) => element("li", warning)));
  }

  function keep(received) {
    step = received.step_seconds;
    if (received.at.length) {
      const first = series.at.indexOf(received.at[0]);
      for (const column of Object.keys(series)) {
        const kept = first < 0 ? series[column] : series[column].slice(0, first);
        series[column] = kept.concat(received[column]).slice(-MOST_STEPS);
      }
    }
  }

  const present = (values) => values.filter((value) => value !== null);
  const last = (values) => (values.length ? values[values.length - 1] : null);

  function showCharts(data) {
    Charts.show(charts.behind, series);
    Charts.show(charts.fresh, series);
    Charts.show(charts.through, series);
    const behind = series.behind_seconds;
    byId("behind-text").textContent = behind.length
      ? "Now " + span(last(behind)) + "; at most " + span(Math.max(...behind)) + " in the last hour."
      : "No reading yet.";
    const fresh = data.freshness;
    byId("fresh-text").textContent = fresh.length
      ? "Last minute: " + fresh.map((f) => f.table + " half within " + span(f.p50_seconds) + ", 95 % within " +
          span(f.p95_seconds) + ", 99 % within " + span(f.p99_seconds)).join("; ") + "."
      : present(series.fresh_p50_seconds).length
        ? "Nothing was written in the last minute; the last value was " + seconds(last(present(series.fresh_p50_seconds))) + "."
        : "Nothing was written since this process started.";
    const rows = last(series.rows_written);
    byId("through-text").textContent =
      rows === null
        ? "No reading yet."
        : "Last " + step + " s: " + number.format(rows) + " rows written, " + number.format(last(series.model_calls)) + " model calls.";
  }

  /** One line and one bar for each generation; where nothing is upgraded, there are none. */
  function showUpgrade(generations) {
    byId("upgrade").hidden = generations.length === 0;
    const whole = (value) => number.format(Math.round(value));
    byId("upgrade-list").replaceChildren(
      ...generations.map((one) => {
        const left = one.open === 0
          ? "complete"
          : one.seconds_to_go === null ? number.format(one.open) + " open, nothing written lately" : "about " + span(one.seconds_to_go) + " to go";
        const name = "Generation " + one.generation + " (" + one.state + "), " + one.embedding_model;
        const item = element("li", name + ": " + number.format(one.done) + " of " + number.format(one.total) + " results, " +
          left + "; " + whole(one.rate_per_second) + " a second.");
        const bar = element("progress");
        bar.max = Math.max(1, one.total);
        bar.value = one.done;
        bar.setAttribute("aria-label", name);
        item.append(bar);
        return item;
      }),
    );
  }

  /** Rows that were handed out again; where nothing is replayed, there is no section. */
  function showReplay(replay) {
    byId("replay").hidden = replay === null;
    if (replay === null) {
      return;
    }
    byId("replay-text").textContent = number.format(replay.asked) + " of " + number.format(replay.total) +
      " rows handed out" + (replay.asked < replay.total ? "." : "; the last of them are being computed and written.");
    byId("replay-bar").max = Math.max(1, replay.total);
    byId("replay-bar").value = replay.asked;
  }

  const retryHeaders = { "X-Millrace-Page": "status" };

  async function retry(reason, button) {
    button.disabled = true;
    const answer = await fetch("/failures/retry?reason=" + encodeURIComponent(reason), { method: "POST", headers: retryHeaders });
    const said = answer.ok ? await answer.json() : null;
    byId("failure-result").textContent = said
      ? number.format(said.rows) + " rows with " + reason + " are read and tried again; " + number.format(said.gone) + " were gone. What succeeds leaves the list."
      : "Not tried again: " + (await answer.text()).trim();
    button.disabled = false;
  }

  async function showFailureList() {
    const answer = await fetch("/failures.json");
    if (!answer.ok) {
      byId("failure-result").textContent = answer.status === 404 ? "This process does not know the database (MILLRACE_JDBC_URL)." : (await answer.text()).trim();
      return;
    }
    const groups = await answer.json();
    fill(
      byId("failure-table"),
      groups.map((group) => {
        const button = element("button", "Retry");
        button.type = "button";
        button.setAttribute("aria-label", "Retry all rows with " + group.reason);
        button.addEventListener("click", () => retry(group.reason, button).catch(showGone));
        return [
          group.table + (group.column ? "." + group.column : ""),
          group.reason,
          right(number.format(group.inputs)),
          new Date(group.latest_at).toLocaleString("en", { hour12: false }),
          { node: button },
        ];
      }),
      "The failure list is empty.",
    );
  }

  function showTotals(totals) {
    const cost = totals.cost === 0 ? "none" : totals.cost.toFixed(4);
    const shown = [
      ["rows written", number.format(totals.rows_written)],
      ["scores made", number.format(totals.scores_made)],
      ["model calls", number.format(totals.model_calls)],
      ["calls avoided", number.format(totals.calls_avoided)],
      ["requests to models", number.format(totals.requests)],
      ["cost, at the configured price", cost],
    ];
    byId("totals").replaceChildren(
      ...shown.map(([name, value]) => {
        const pair = element("div");
        pair.append(element("dt", name), element("dd", value));
        return pair;
      }),
    );
  }

  function showModels(models) {
    byId("models").replaceChildren(
      ...models.map((model) => {
        const [icon, name] = MODELS[model.state] || ["?", ""];
        const item = element("li");
        item.append(element("span", icon + " " + model.state, "state " + name));
        item.append(" " + model.model + " (" + model.use + ")" + (model.reason ? ": " + model.reason : ""));
        return item;
      }),
    );
  }

  function showTables(data) {
    const model = data.lag && data.lag.stages.find((stage) => stage.stage === "model");
    const reasons = Object.entries((model && model.reasons) || {}).filter(([, count]) => count > 0);
    fill(byId("backlog"), reasons.map(([reason, count]) => [REASONS[reason] || reason, right(number.format(count))]), "No row waits.");
    const failures = [
      ...Object.entries(data.failures).map(([reason, count]) => [reason, "for good, until the row is edited", right(number.format(count))]),
      ...Object.entries(data.errors).map(([reason, count]) => [reason, "an attempt; tried again where that can help", right(number.format(count))]),
    ];
    fill(byId("failures"), failures, "Nothing has failed.");
    fill(
      byId("fresh-tasks"),
      data.freshness.flatMap((table) =>
        table.tasks.map((task) => [
          table.table + "." + task.column,
          right(number.format(task.rows)),
          right(span(task.p50_seconds)),
          right(span(task.p95_seconds)),
          right(span(task.p99_seconds)),
        ]),
      ),
      "Nothing was written in the last minute.",
    );
    fill(
      byId("writes"),
      data.writes.slice(0, 8).map((write) => [
        new Date(write.at).toLocaleTimeString("en", { hour12: false }),
        write.table,
        right(number.format(write.rows)),
        right(span(write.slowest_seconds)),
      ]),
      "Nothing was written since this process started.",
    );
    if (showsPartitions && data.lag) {
      const lines = data.lag.stages.flatMap((stage) =>
        (stage.partitions || []).map((partition) => [
          STAGES[stage.stage] || stage.stage,
          partition.topic || partition.table,
          right(partition.partition),
          right(partition.seconds.toFixed(1)),
          right(number.format(partition.records)),
        ]),
      );
      fill(byId("partition-table"), lines, "No partition is known.");
    }
  }

  function showAge(data) {
    const age = data.lag ? (data.at - data.lag.at) / 1000 : 0;
    byId("age").textContent =
      "Generation " + data.generation + ". " +
      (age > STALE_SECONDS ? "The lag was last read " + span(age) + " ago." : "Read " + new Date(data.at).toLocaleTimeString("en", { hour12: false }) + ".");
  }

  function show(data) {
    keep(data.series);
    showAge(data);
    showVerdict(data);
    if (data.lag) {
      showFlow(data.lag.stages);
      showSlot(data.lag.stages);
    }
    showCharts(data);
    showUpgrade(data.upgrade);
    showReplay(data.replay);
    showTotals(data.totals);
    showModels(data.models);
    showTables(data);
    document.body.dataset.shown = "true";
  }

  function showGone() {
    byId("summary").className = "bad";
    byId("verdict").setAttribute("aria-live", "polite");
    byId("verdict").textContent = "The applications do not answer";
    byId("verdict-detail").textContent = "What is below is the last that they said. See 'millrace status'.";
  }

  async function poll() {
    try {
      const since = last(series.at) || 0;
      const answer = await fetch("/status.json?since=" + since + (showsPartitions ? "&partitions=true" : ""));
      if (answer.ok) {
        show(await answer.json());
      } else {
        showGone();
      }
    } catch (error) {
      showGone();
    }
    setTimeout(poll, document.hidden ? 10 * POLL_MILLIS : POLL_MILLIS);
  }

  byId("partitions-button").addEventListener("click", () => {
    showsPartitions = !showsPartitions;
    byId("partitions").hidden = !showsPartitions;
    byId("partitions-button").setAttribute("aria-expanded", String(showsPartitions));
    byId("partitions-button").textContent = showsPartitions ? "Hide them" : "Show what waits in each";
  });
  byId("failures-button").addEventListener("click", () => {
    const shows = byId("failure-list").hidden;
    byId("failure-list").hidden = !shows;
    byId("failures-button").setAttribute("aria-expanded", String(shows));
    byId("failures-button").textContent = shows ? "Hide the failure list" : "Show the failure list";
    if (shows) {
      showFailureList().catch(showGone);
    }
  });
  document.addEventListener("charts-drawn", () => Object.values(charts).forEach((chart) => Charts.show(chart, series)));
  poll();
})();
