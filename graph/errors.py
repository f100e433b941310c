"""What can go wrong between a question and its answer.

    GraphError
    ├── ThreadBusy           the conversation is still answering the question before
    ├── Busy                 too many questions at once on this process
    ├── Cancelled            the person (or the program) stopped the run
    ├── CheckpointsAway      the conversation's memory cannot be opened, read or written
    ├── TurnFailed           the turn ended without an answer
    ├── BadRecording         what shall be played again is no recording that this version reads
    ├── BadHelp              the file that says where to find help cannot be read
    ├── EngineAway           the books of the work in the background cannot be read or written
    ├── SecondWorker         the process works in the background already
    ├── JobLost              another worker has the job now
    ├── StepsChanged         a job was begun by a version that went by other steps
    ├── JobOutOfTime         a job took longer than it was given
    ├── WorkersLost          a job brought one worker after the other down
    ├── BadDefinition        a workflow that cannot be run; says which step
    ├── BadInputData         input that a workflow does not take; says which field
    ├── WorkflowOff          a workflow that its owner has switched off
    ├── StepFailed           a step of a workflow did not do its part
    │   └── StepOutOfTime    it took longer than it may
    ├── AgentError           an agent cannot be, or do, what it is asked
    │   ├── BadConfiguration    a field of its configuration does not fit its type
    │   ├── BadTask             a task's input says nothing that can be done
    │   └── NotItsTask          neither its type nor its tools allow the task
    └── ModelError           the chat model did not do its part; has `code` and `retryable`
        ├── ModelAway        it is not running, or does not answer at its address
        ├── ModelMissing     it runs, but the named model is not there
        ├── ModelWithoutTools   the named model cannot call tools as Ollama means it
        ├── ModelOnlyEmbeds  the named model makes vectors, no words
        ├── ModelResting     it failed again and again, and is left alone for a while
        ├── NoModelName      what was given cannot be a model's name
        ├── ModelUnknown     Ollama's library has no model of that name
        ├── PullFailed       a model's download stopped before its end
        ├── ModelBusy        it is overloaded just now
        ├── ModelOutOfTime   it took too long
        ├── ModelDied        it stopped in the middle
        ├── ModelCutShort    its answer was cut: too long
        ├── ModelOverfull    the conversation was longer than it can read
        ├── ModelSilent      it gave back nothing
        ├── ModelStumbled    it wrote a tool call that no tool takes
        ├── ModelRepeats     it asks the same tool the same thing again
        ├── ModelUngrounded  it gave a figure that no tool produced
        ├── ModelWrongLanguage   it answered in another language than it was asked in
        ├── NotRecorded      a replay asks it more than it was asked when the run was recorded
        └── BudgetSpent      too many steps, tokens or seconds for one turn

Each message is one sentence for a person and says what to do next. Foreign errors (httpx, ollama,
LangGraph, drivers) become one of these at the border of this room, with `from`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar


class GraphError(Exception):
    """Base of everything this room raises."""

    #: stable name for programs
    code: ClassVar[str] = "failed"


class ThreadBusy(GraphError):
    """The conversation is still answering the question before."""

    code = "thread_busy"

    def __init__(self) -> None:
        super().__init__(
            "This conversation is still answering the question before: wait for it or stop it."
        )


class Busy(GraphError):
    """Too many questions at once on this process."""

    code = "busy"

    def __init__(self) -> None:
        super().__init__("Too many questions are being answered just now: try again in a moment.")


class Cancelled(GraphError):
    """The run was stopped."""

    code = "cancelled"

    def __init__(self) -> None:
        super().__init__("The answer was stopped.")


class CheckpointsAway(GraphError):
    """The conversation's memory cannot be opened, read or written."""

    code = "checkpoints_away"


class TurnFailed(GraphError):
    """The turn ended without an answer."""

    code = "turn_failed"

    def __init__(self) -> None:
        super().__init__("Something went wrong while answering: ask again.")


class BadRecording(GraphError):
    """What shall be played again is no recording that this version reads."""

    code = "bad_recording"


class BadHelp(GraphError):
    """The file that says where to find help cannot be read."""

    code = "bad_help"

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name} in the data folder cannot be read ({why}): mend it or remove it.")


class EngineAway(GraphError):
    """The books of the work in the background cannot be read or written."""

    code = "engine_away"

    def __init__(self, place: str) -> None:
        super().__init__(
            f"The books of the work in the background, at {place}, cannot be read or written just "
            "now: check that the database runs and that the folder can be written."
        )


class SecondWorker(GraphError):
    """The process works in the background already."""

    code = "second_worker"

    def __init__(self) -> None:
        super().__init__(
            "This process has a worker already: start a second one with `tippmix worker`, in a "
            "process of its own."
        )


class JobLost(GraphError):
    """Another worker has the job now; told to nobody."""

    code = "job_lost"

    def __init__(self, job_id: str) -> None:
        super().__init__(f"The job {job_id} is another worker's now: it is gone on with there.")


class StepsChanged(GraphError):
    """A job was begun by a version that went by other steps."""

    code = "steps_changed"

    def __init__(self) -> None:
        super().__init__(
            "It was begun by another version, which went by other steps: start it again."
        )


class JobOutOfTime(GraphError):
    """A job took longer than it was given."""

    code = "job_out_of_time"

    def __init__(self, seconds: float) -> None:
        super().__init__(f"It took longer than the {seconds:g} seconds that it was given.")


class WorkersLost(GraphError):
    """A job brought one worker after the other down."""

    code = "workers_lost"

    def __init__(self) -> None:
        super().__init__(
            "The program died again and again while it did this: it is not tried once more."
        )


class AgentError(GraphError):
    """An agent cannot be, or do, what it is asked."""

    code = "agent"


class BadConfiguration(AgentError):
    """A field of an agent's configuration does not fit its type; the message names it."""

    code = "bad_configuration"

    def __init__(self, field: str, fault: str) -> None:
        self.field = field
        super().__init__(f"The configuration's {field} is not right: {fault.rstrip('.')}.")


class BadTask(AgentError):
    """A task's input says nothing that can be done; the message says what it takes."""

    code = "bad_task"


class NotItsTask(AgentError):
    """Neither the agent's type nor its tools allow the task."""

    code = "not_its_task"


class ModelError(GraphError):
    """The chat model did not do its part."""

    code = "model_failed"
    #: asking once more, at once, may help
    retryable: ClassVar[bool] = False
    #: the model's name, where the reader needs it to mend things
    name: str = ""


class ModelAway(ModelError):
    """It is not running, or does not answer at its address."""

    code = "model_away"

    def __init__(self, url: str) -> None:
        super().__init__(f"Ollama does not answer at {url}: start it with `ollama serve`.")


class ModelMissing(ModelError):
    """It runs, but the named model is not there."""

    code = "model_missing"

    def __init__(self, name: str) -> None:
        super().__init__(f"The model {name} is not there yet: `ollama pull {name}`.")
        self.name = name


class ModelWithoutTools(ModelError):
    """The named model cannot call tools as Ollama means it; it is asked in another way next."""

    code = "model_without_tools"

    def __init__(self, name: str) -> None:
        super().__init__(f"The model {name} cannot call tools in Ollama's own way: ask again.")
        self.name = name


class ModelOnlyEmbeds(ModelError):
    """The named model makes vectors, no words."""

    code = "model_only_embeds"

    def __init__(self, name: str) -> None:
        super().__init__(f"The model {name} makes vectors, no words: choose one that answers.")


class ModelResting(ModelError):
    """It failed again and again, and is left alone for a while."""

    code = "model_resting"

    def __init__(self, seconds: float) -> None:
        super().__init__(
            "The language model failed several times in a row: look at Ollama's own log. It is "
            f"tried again in {max(1, round(seconds))} seconds."
        )


class NoModelName(ModelError):
    """What was given cannot be a model's name."""

    code = "no_model_name"

    def __init__(self) -> None:
        super().__init__("That cannot be a model's name: they look like qwen3:4b-instruct.")


class ModelUnknown(ModelError):
    """Ollama's library has no model of that name."""

    code = "model_unknown"

    def __init__(self, name: str) -> None:
        super().__init__(f"Ollama's library has no model {name}: look it up at ollama.com/search.")


class PullFailed(ModelError):
    """A model's download stopped before its end."""

    code = "pull_failed"

    def __init__(self, name: str, *, disk_is_full: bool = False) -> None:
        mend = "the disk is full" if disk_is_full else "ask again, it goes on where it was"
        super().__init__(f"The download of {name} stopped before its end: {mend}.")


class ModelBusy(ModelError):
    """It is overloaded just now."""

    code = "model_busy"
    retryable = True

    def __init__(self) -> None:
        super().__init__("The language model is overloaded just now: try again in a moment.")


class ModelOutOfTime(ModelError):
    """It took too long."""

    code = "model_out_of_time"

    def __init__(self) -> None:
        super().__init__("The language model took too long: try a smaller one.")


class ModelDied(ModelError):
    """It stopped in the middle."""

    code = "model_died"
    retryable = True

    def __init__(self) -> None:
        super().__init__("The language model stopped in the middle: look at Ollama's own log.")


class ModelCutShort(ModelError):
    """Its answer was cut: too long."""

    code = "model_cut_short"

    def __init__(self) -> None:
        super().__init__("The language model's answer was cut off: it was too long.")


class ModelOverfull(ModelError):
    """The conversation was longer than it can read, and lost its beginning."""

    code = "model_overfull"
    # the next prompt is shorter: the measure has been corrected
    retryable = True

    def __init__(self) -> None:
        super().__init__("The conversation is too long for the language model: start a new one.")


class ModelSilent(ModelError):
    """It gave back nothing."""

    code = "model_silent"
    retryable = True

    def __init__(self) -> None:
        super().__init__("The language model gave back nothing: try another model.")


class ModelStumbled(ModelError):
    """It wrote a tool call that no tool takes."""

    code = "model_stumbled"

    def __init__(self) -> None:
        super().__init__("The language model wrote a tool call that makes no sense.")


class ModelRepeats(ModelError):
    """It asks the same tool the same thing again."""

    code = "model_repeats"

    def __init__(self) -> None:
        super().__init__("The language model keeps asking for the same thing.")


class ModelUngrounded(ModelError):
    """It gave a figure that no tool produced."""

    code = "model_ungrounded"

    def __init__(self, sentence: str, faults: Sequence[str]) -> None:
        #: what it wrote, for the model's second try and for the trace; never for the reader
        self.sentence = sentence
        self.faults = tuple(faults)
        super().__init__("The language model gave a figure that no tool produced.")


class ModelWrongLanguage(ModelError):
    """It answered in another language than it was asked in."""

    code = "model_wrong_language"

    def __init__(self) -> None:
        super().__init__("The language model answered in the wrong language.")


class NotRecorded(ModelError):
    """A replay asks it more than it was asked when the run was recorded."""

    code = "not_recorded"

    def __init__(self) -> None:
        super().__init__("The language model was not asked this when the run was recorded.")


class BudgetSpent(ModelError):
    """Too many steps, tokens or seconds for one turn."""

    code = "budget_spent"

    def __init__(self) -> None:
        super().__init__("The question took too many steps: ask a simpler one.")
