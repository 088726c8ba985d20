import { useLayout } from './layout.ts';
import { useRoom } from './room.ts';

interface Column {
  /** Whether it is seen, as a column or as a sheet. */
  open: boolean;
  /** Whether it comes over the others. */
  asSheet: boolean;
  setOpen: (open: boolean) => void;
}

/** The list of conversations on the left: a sheet on phones. */
export function useRailColumn(): Column {
  const asSheet = useRoom() === 1;
  return useColumn('rail', asSheet);
}

/** What stands beside the log: a sheet where three columns do not fit. */
export function useInspectorColumn(): Column {
  const asSheet = useRoom() < 3;
  return useColumn('inspector', asSheet);
}

function useColumn(name: 'rail' | 'inspector', asSheet: boolean): Column {
  const { sheet, setSheet, change, railOpen, inspectorOpen } = useLayout();
  const isOpen = name === 'rail' ? railOpen : inspectorOpen;
  return {
    asSheet,
    open: asSheet ? sheet === name : isOpen,
    setOpen(open) {
      if (asSheet) setSheet(open ? name : null);
      else change(name === 'rail' ? { railOpen: open } : { inspectorOpen: open });
    },
  };
}
