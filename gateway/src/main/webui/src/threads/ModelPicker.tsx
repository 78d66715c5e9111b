import { Icon } from "../ui/Icon";
import { count } from "../ui/words";
import { type Models, missingModel } from "./thread";

const NAMES: Record<string, string> = { auto: "Automatic", "semantic-parser": "Semantic parser" };

/** What the thread's questions are translated with; in red where no such language model is there. */
export function ModelPicker({
  models,
  chosen,
  onPick,
}: {
  models: Models;
  chosen: string;
  onPick: (model: string) => void;
}) {
  const missing = missingModel(models, chosen);
  const listed = models.choices.some((one) => one.name === chosen);
  const budget = models.languageModel && chosen !== "semantic-parser" ? models.budget : undefined;
  return (
    <span className={missing ? "model is-missing" : "model"}>
      {missing ? (
        <span className="model-missing" id="model-missing" title={missing}>
          <Icon name="warning" size={14} />
          No model
          <span className="visually-hidden">. {missing}</span>
        </span>
      ) : null}
      {budget ? (
        <span className="model-budget" title="What your questions have used of language models today">
          {budget.used.toLocaleString("en")} of {count(budget.tokens, "token")} today
        </span>
      ) : null}
      <select
        className="connection-picker"
        aria-label="Model of this thread"
        aria-describedby={missing ? "model-missing" : undefined}
        value={chosen}
        onChange={(event) => onPick(event.target.value)}
      >
        {listed ? null : <option value={chosen}>{chosen} (gone)</option>}
        {models.choices.map((one) => (
          <option key={one.name} value={one.name}>
            {(NAMES[one.name] ?? one.name) + (one.available ? "" : " (off)")}
          </option>
        ))}
      </select>
    </span>
  );
}
