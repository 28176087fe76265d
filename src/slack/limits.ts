/** Slack's limits, in characters unless named otherwise. Counted in UTF-16 units, which is never fewer than Slack counts. */
export const MAX = {
  blocksInMessage: 50,
  headerText: 150,
  sectionText: 3_000,
  contextText: 3_000,
  plainTextInButton: 75,
  accessibilityLabel: 75,
  buttonValue: 2_000,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  optionText: 75,
  optionValue: 150,
  blockId: 255,
  menuOptions: 5,
  /** of radio buttons */
  radioOptions: 10,
  blocksInModal: 100,
  privateMetadata: 3_000,
  modalTitle: 24,
  inputLabel: 150,
  placeholder: 150,
  optionGroupLabel: 75,
  selectOptions: 100,
  /** of an input in a form */
  typedText: 3_000,
  /** our own: what a screen reader has to hear */
  notificationText: 1_000,
  /** undocumented at Slack; from about 11,000 on `msg_blocks_too_long` has been seen */
  allTextOfMessage: 9_000,
} as const;

/** What CodePipeline takes of people's words, less the room that the operation's mark needs. */
export const MAX_WORDS = {
  /** PutApprovalResult takes 512 */
  approvalComment: 400,
  /** StopPipelineExecution takes 200 */
  stopReason: 120,
  /** DisableStageTransition takes 300 */
  transitionReason: 200,
  /** the value of a pipeline variable */
  variable: 1_000,
  /** a source override: CodePipeline takes 1,500 */
  revision: 1_500,
} as const;
