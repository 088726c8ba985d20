import { useInspectorColumn } from '../app/shell/columns.ts';
import { useLayout } from '../app/shell/layout.ts';

/** Opens what the conversation cost, beside it. */
export function useOpenCost(): () => void {
  const change = useLayout((state) => state.change);
  const { setOpen } = useInspectorColumn();
  return () => {
    change({ inspectorTab: 'cost' });
    setOpen(true);
  };
}
