/** Sections of an OpenHands file of which nothing is used here. */
export const UNUSED_SECTIONS: ReadonlySet<string> = new Set([
  'security',
  'condenser',
  'kubernetes',
  'mcp',
  'model_routing',
  'extended',
  'cli',
]);

/** Settings of OpenHands that nothing here corresponds to. They are passed over with a warning. */
const UNUSED_KEYS = {
  core: `cache_dir disable_color save_trajectory_path save_screenshots_in_trajectory replay_trajectory_path
    file_store file_store_path file_store_web_hook_url file_store_web_hook_headers file_store_web_hook_batch
    enable_browser workspace_mount_path workspace_mount_path_in_sandbox workspace_mount_rewrite run_as_openhands
    jwt_secret enable_default_condenser client_wait_timeout search_api_key cli_multiline_input mcp_host`,
  llm: `api_version aws_access_key_id aws_secret_access_key aws_region_name openrouter_site_url openrouter_app_name
    num_retries retry_multiplier retry_min_wait retry_max_wait timeout max_message_chars temperature top_p top_k
    custom_llm_provider max_input_tokens max_output_tokens input_cost_per_token output_cost_per_token ollama_base_url
    drop_params modify_params disable_vision disable_stop_word caching_prompt log_completions log_completions_folder
    custom_tokenizer native_tool_calling reasoning_effort seed safety_settings for_routing correct_num
    completion_kwargs`,
  agent: `cli_mode llm_config classpath system_prompt_filename enable_browsing enable_llm_editor enable_editor
    enable_jupyter enable_cmd enable_think enable_finish enable_condensation_request enable_prompt_extensions
    enable_mcp disabled_microagents enable_history_truncation enable_som_visual_browsing enable_plan_mode
    enable_stuck_detection condenser model_routing extended runtime`,
  sandbox: `remote_runtime_api_url local_runtime_url keep_runtime_alive pause_closed_runtimes rm_all_containers api_key
    base_container_image runtime_container_image user_id timeout remote_runtime_init_timeout
    remote_runtime_api_timeout remote_runtime_enable_retries remote_runtime_class enable_auto_lint use_host_network
    additional_networks runtime_binding_address runtime_extra_build_args initialize_plugins force_rebuild_runtime
    runtime_extra_deps browsergym_eval_env platform remote_runtime_resource_factor enable_gpu docker_runtime_kwargs
    selected_repo trusted_dirs vscode_port volumes cuda_visible_devices`,
};

/** `section.key` of each. */
export const UNUSED_SETTINGS: ReadonlySet<string> = new Set(
  Object.entries(UNUSED_KEYS).flatMap(([section, keys]) =>
    keys.split(/\s+/).map((key) => `${section}.${key}`),
  ),
);

/** Names that many programs use, and which therefore say nothing about this one. */
const EVERYBODYS = new Set(['CACHE_DIR', 'DISABLE_COLOR']);

/** Their variables: those of `[core]` are called as their key is. */
export const UNUSED_VARIABLES: ReadonlySet<string> = new Set(
  [...UNUSED_SETTINGS]
    .map((name) =>
      name
        .replace(/^core[.]/, '')
        .replace('.', '_')
        .toUpperCase(),
    )
    .filter((name) => !EVERYBODYS.has(name)),
);

/** `[llm.fast]`, `[agent.BrowsingAgent]`: settings of one model or agent. */
export const SECTIONS_WITH_PARTS: ReadonlySet<string> = new Set(['llm', 'agent']);
